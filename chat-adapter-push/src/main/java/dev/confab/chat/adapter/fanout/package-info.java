/** Fan-out of events between nodes. */
@NullMarked
package dev.confab.chat.adapter.fanout;

import org.jspecify.annotations.NullMarked;
