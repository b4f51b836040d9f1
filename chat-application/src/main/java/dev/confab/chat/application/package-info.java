/** The use cases of chat as one whole: {@link dev.confab.chat.application.Chat} is the door for whoever embeds it. */
@NullMarked
package dev.confab.chat.application;

import org.jspecify.annotations.NullMarked;
