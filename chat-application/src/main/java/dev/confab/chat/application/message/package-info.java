/** Posting, reading, editing, deleting, pinning and searching messages. */
@NullMarked
package dev.confab.chat.application.message;

import org.jspecify.annotations.NullMarked;
