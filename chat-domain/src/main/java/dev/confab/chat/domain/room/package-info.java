/** Rooms with their members, messages, reactions, images, invites and receipts. */
@NullMarked
package dev.confab.chat.domain.room;

import org.jspecify.annotations.NullMarked;
