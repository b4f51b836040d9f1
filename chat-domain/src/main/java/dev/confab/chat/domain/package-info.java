/** The rules of chat, free of any framework: what every room, member and message must obey. */
@NullMarked
package dev.confab.chat.domain;

import org.jspecify.annotations.NullMarked;
