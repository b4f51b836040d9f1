package dev.confab.chat.domain.device;

/** What a device is, and so what its {@link PushToken} means. */
public enum DeviceType {
    /** The token is one of Firebase Cloud Messaging. */
    ANDROID,
    /** As {@link #ANDROID}: Firebase passes it on to Apple. */
    IOS,
    /** As {@link #ANDROID}: Firebase passes it on to the browser. */
    WEB,
    /** The token is the URL that is called. */
    WEBHOOK,
    /** The token is the e-mail address of its owner, who is told after a while, of all that has come until then. */
    EMAIL
}
