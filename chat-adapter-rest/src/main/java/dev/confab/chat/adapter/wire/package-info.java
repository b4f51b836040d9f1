/** What REST and sockets share: JSON, signed file URLs and the admission of callers. */
@NullMarked
package dev.confab.chat.adapter.wire;

import org.jspecify.annotations.NullMarked;
