/** Push to phones and browsers through the HTTP v1 API of Firebase Cloud Messaging. */
@NullMarked
package dev.confab.chat.adapter.fcm;

import org.jspecify.annotations.NullMarked;
