/** Events and presence across the nodes of a cluster; {@link dev.confab.chat.adapter.fanout.FanOutAdapter} is the door. */
@NullMarked
package dev.confab.chat.adapter.fanout;

import org.jspecify.annotations.NullMarked;
