/** The JSON that REST and WebSocket share. */
@NullMarked
package dev.confab.chat.adapter.wire;

import org.jspecify.annotations.NullMarked;
