/** The use cases of chat, one package per feature. {@link dev.confab.chat.application.Chat} is the way in. */
@NullMarked
package dev.confab.chat.application;

import org.jspecify.annotations.NullMarked;
