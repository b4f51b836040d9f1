package dev.confab.chat.domain.device;

import dev.confab.chat.domain.room.Message;

/**
 * A notification of one device about one message.
 *
 * @param title the room's title as the owner of the device reads it
 * @param text the author and the text of the message, or less if the operator hides message texts
 * @param unread the number of messages in all rooms that the owner has not seen
 */
public record Push(Device device, Message message, String title, String text, long unread) {

    /** Hides the text of the message from logs. */
    @Override
    public String toString() {
        return "Push[" + message.id() + " to " + device.id() + "]";
    }
}
