package dev.confab.chat.adapter.fanout;

import dev.confab.chat.domain.room.RoomId;
import java.util.Collection;

/** A receiver of inbound messages, and of notices that some may have been lost. Methods do not throw. */
interface MessageListener {

    void onMessage(BrokerMessage message);

    /** Messages for {@code rooms} may have been lost, for example because their subscription has just started. */
    void onPossibleLoss(Collection<RoomId> rooms);

    /** Messages to all nodes may have been lost. */
    void onPossibleLossForAllNodes();
}
