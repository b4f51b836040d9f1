/** Reactions to messages. */
@NullMarked
package dev.confab.chat.application.reaction;

import org.jspecify.annotations.NullMarked;
