/** The rules of the house that the module boundaries alone do not enforce, and the proof that each of them bites. */
@NullMarked
package dev.confab.chat.app.architecture;

import org.jspecify.annotations.NullMarked;
