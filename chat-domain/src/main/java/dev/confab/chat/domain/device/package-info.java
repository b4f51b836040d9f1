/** Push notifications: devices, the rule who is notified, and pushes that are still due. */
@NullMarked
package dev.confab.chat.domain.device;

import org.jspecify.annotations.NullMarked;
