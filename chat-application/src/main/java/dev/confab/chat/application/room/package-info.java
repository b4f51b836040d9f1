/** Rooms, and the queue that stores and publishes the updates of each room in order. */
@NullMarked
package dev.confab.chat.application.room;

import org.jspecify.annotations.NullMarked;
