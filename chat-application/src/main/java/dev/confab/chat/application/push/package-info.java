/** Delivery of push notifications to offline members. */
@NullMarked
package dev.confab.chat.application.push;

import org.jspecify.annotations.NullMarked;
