/** Who is online. */
@NullMarked
package dev.confab.chat.application.presence;

import org.jspecify.annotations.NullMarked;
