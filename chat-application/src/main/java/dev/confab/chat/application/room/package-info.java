/** Rooms, and the order in which changes of a room are stored and shown. */
@NullMarked
package dev.confab.chat.application.room;

import org.jspecify.annotations.NullMarked;
