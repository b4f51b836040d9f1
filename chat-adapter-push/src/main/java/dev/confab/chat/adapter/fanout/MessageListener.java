package dev.confab.chat.adapter.fanout;

import dev.confab.chat.domain.room.RoomId;
import java.util.Collection;

/** Where a {@link Broker} puts what it brings. None of the calls blocks or throws. */
interface MessageListener {

    void put(BrokerMessage parcel);

    /** What comes for {@code rooms} is brought from now on; what came up to now may have got lost. */
    void listensTo(Collection<RoomId> rooms);

    /** As {@link #listensTo}, for what is for every node. */
    void listensToAll();
}
