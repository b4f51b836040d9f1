/** Rooms, who is in them, what is said there, and what everybody has seen of it. */
@NullMarked
package dev.confab.chat.domain.room;

import org.jspecify.annotations.NullMarked;
