/** The architecture and style rules that module boundaries alone do not enforce, with a proof for each. */
@NullMarked
package dev.confab.chat.app.architecture;

import org.jspecify.annotations.NullMarked;
