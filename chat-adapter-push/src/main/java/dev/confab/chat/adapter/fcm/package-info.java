/** Push to phones and browsers through Firebase Cloud Messaging, by its HTTP v1 interface. */
@NullMarked
package dev.confab.chat.adapter.fcm;

import org.jspecify.annotations.NullMarked;
