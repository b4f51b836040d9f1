/** Devices that receive push notifications. */
@NullMarked
package dev.confab.chat.application.device;

import org.jspecify.annotations.NullMarked;
