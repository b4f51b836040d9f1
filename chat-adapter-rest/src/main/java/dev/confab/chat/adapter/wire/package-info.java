/** What REST and WebSocket share: the JSON, and the limits for who comes in. */
@NullMarked
package dev.confab.chat.adapter.wire;

import org.jspecify.annotations.NullMarked;
