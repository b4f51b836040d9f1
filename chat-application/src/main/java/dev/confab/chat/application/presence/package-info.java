/** Who is online and who is typing. */
@NullMarked
package dev.confab.chat.application.presence;

import org.jspecify.annotations.NullMarked;
