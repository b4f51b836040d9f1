package dev.confab.chat.adapter.fanout;

import dev.confab.chat.domain.port.PresenceStore;
import dev.confab.chat.domain.port.RoomEvents;
import dev.confab.chat.domain.port.Subscription;
import dev.confab.chat.domain.port.UserEvents;
import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserEvent;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events of one node in a cluster. Local listeners receive the node's own events at once, as on a single node, and
 * the broker gets a copy. Events of other nodes join the same dispatcher.
 */
final class ClusterEvents implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterEvents.class);

    /** Number of events per partition beyond which those of other nodes are dropped. */
    private static final int MAX_PENDING = 1_000;

    private final OrderedDispatcher<RoomEvent> rooms = new OrderedDispatcher<>(RoomEvent::room);
    private final OrderedDispatcher<UserEvent> users = new OrderedDispatcher<>(UserEvent::user);
    private final Codec codec;
    private final Broker broker;
    private final List<BrokerSender> senders;
    private final BrokerReceiver receiver;
    private final RoomSubscriptions subscriptions;
    private final ClusterPresence presence;

    ClusterEvents(String node, Broker broker, Timing timing) {
        codec = new Codec(node);
        this.broker = broker;
        var limits = QueueLimits.STANDARD.dividedBy(broker.shards());
        senders = IntStream.range(0, broker.shards())
                .mapToObj(shard -> new BrokerSender(broker, shard, limits, timing))
                .toList();
        receiver = new BrokerReceiver(new Dispatch(), this::followedRooms, QueueLimits.STANDARD);
        subscriptions = new RoomSubscriptions(broker, receiver);
        presence = new ClusterPresence(
                node, timing.lease(), message -> send(() -> codec.encode(message)), broker::isReachable);
    }

    private Set<RoomId> followedRooms() {
        return subscriptions.rooms();
    }

    void open() {
        receiver.open();
        senders.forEach(BrokerSender::open);
        broker.open(receiver);
        presence.open();
    }

    boolean isReachable() {
        return broker.isReachable();
    }

    RoomEvents roomEvents() {
        return new RoomEvents() {
            @Override
            public void publish(List<? extends RoomEvent> events) {
                events.forEach(rooms::publish);
                events.forEach(ClusterEvents.this::send);
            }

            @Override
            public RoomSubscription subscribe(Listener listener) {
                return subscriptions.add(listener, rooms.subscribe(listener::onEvent));
            }
        };
    }

    UserEvents userEvents() {
        return new UserEvents() {
            @Override
            public void publish(UserEvent event) {
                users.publish(event);
                send(() -> codec.encode(event));
            }

            @Override
            public Subscription subscribe(Consumer<? super UserEvent> listener) {
                return users.subscribe(listener);
            }
        };
    }

    PresenceStore presence() {
        return presence;
    }

    /** Sends a room event. A join goes to all nodes too: the new member may be connected where no one follows the room. */
    private void send(RoomEvent event) {
        send(() -> {
            var whole = codec.encode(event);
            var message = whole.payload().length <= broker.maxPayloadBytes() ? whole : codec.encodeHeader(event);
            if (event instanceof RoomEvent.MemberJoined) {
                put(message.forAllNodes());
            }
            return message;
        });
    }

    /** Encodes and queues a message. Does not throw: local listeners have the event, other nodes find it in the store. */
    private void send(Supplier<BrokerMessage> encoding) {
        try {
            put(encoding.get());
        } catch (RuntimeException fault) {
            LOG.error(
                    "Encoding an event for other nodes failed; they read it from the store: {}",
                    fault.getClass().getName());
        }
    }

    private void put(BrokerMessage message) {
        senders.get(broker.shardOf(message.room())).put(message);
    }

    @Override
    public void close() {
        presence.close();
        senders.parallelStream().forEach(BrokerSender::close);
        broker.close();
        receiver.close();
    }

    /** Dispatches inbound messages to the listeners of this node. */
    private final class Dispatch implements MessageListener {

        @Override
        public void onMessage(BrokerMessage message) {
            codec.decode(message.payload(), roomFilter(message)).ifPresent(decoded -> dispatch(decoded, message));
        }

        /** Returns which rooms to decode. Followers get an event to all nodes a second time, so they skip this copy. */
        private Predicate<RoomId> roomFilter(BrokerMessage message) {
            return message.room() == null ? room -> !subscriptions.isFollowed(room) : subscriptions::isFollowed;
        }

        private void dispatch(Codec.DecodedEvent decoded, BrokerMessage message) {
            switch (decoded.event()) {
                case RoomEvent event -> dispatch(event);
                case UserEvent event -> users.publish(event);
                case PresenceMessage event when decoded.node() != null -> presence.receive(decoded.node(), event);
                case null, default -> dispatchUnreadable(decoded, message);
            }
        }

        private void dispatch(RoomEvent event) {
            if (!rooms.offer(event, MAX_PENDING)) {
                subscriptions.reportPossibleLoss(Set.of(event.room()));
            }
        }

        /** Dispatches the version of an event that cannot be read. Listeners read the rest from the store. */
        private void dispatchUnreadable(Codec.DecodedEvent decoded, BrokerMessage message) {
            var room = decoded.room() == null ? message.room() : decoded.room();
            if (room == null || !subscriptions.isFollowed(room)) {
                return;
            }
            if (decoded.version() > 0) {
                dispatch(new RoomEvent.VersionAdvanced(room, decoded.version()));
            } else {
                subscriptions.reportPossibleLoss(Set.of(room));
            }
        }

        @Override
        public void onPossibleLoss(Collection<RoomId> lost) {
            subscriptions.reportPossibleLoss(lost);
        }

        @Override
        public void onPossibleLossForAllNodes() {
            presence.onPossibleLoss();
        }
    }
}
