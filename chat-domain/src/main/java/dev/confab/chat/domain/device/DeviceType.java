package dev.confab.chat.domain.device;

/** The type of a device, which determines the meaning of its {@link PushToken}. */
public enum DeviceType {
    /** The token is a registration token of Firebase Cloud Messaging. */
    ANDROID,
    /** The token is a Firebase token; Firebase forwards the push to Apple. */
    IOS,
    /** The token is a Firebase token; Firebase forwards the push to the browser. */
    WEB,
    /** The token is the URL to which pushes are posted. */
    WEBHOOK,
    /** The token is the owner's e-mail address, to which unread messages are sent together after a delay. */
    EMAIL
}
