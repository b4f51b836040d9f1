package dev.confab.chat.adapter.fanout;

import dev.confab.chat.domain.port.PresenceStore;
import dev.confab.chat.domain.port.RoomEvents;
import dev.confab.chat.domain.port.Subscription;
import dev.confab.chat.domain.port.UserEvents;
import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserEvent;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One of several nodes that hear of each other through a broker. What it publishes its own listeners hear at once, as if
 * it were alone; beside that it goes to the broker. What comes from other nodes joins the same lanes.
 */
final class ClusterEvents implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterEvents.class);

    /** How many events of one room may wait for its listeners before those of other nodes are dropped. */
    private static final int MOST_IN_LANE = 1_000;

    private final OrderedDispatcher<RoomEvent> rooms = new OrderedDispatcher<>(RoomEvent::room);
    private final OrderedDispatcher<UserEvent> users = new OrderedDispatcher<>(UserEvent::user);
    private final Codec codec;
    private final Broker broker;
    private final List<BrokerSender> outgoing;
    private final BrokerReceiver incoming;
    private final RoomSubscriptions following;
    private final ClusterPresence presence;

    ClusterEvents(String node, Broker broker, Timing timing) {
        codec = new Codec(node);
        this.broker = broker;
        var bounds = QueueLimits.STANDARD.sharedBy(broker.shards());
        outgoing = IntStream.range(0, broker.shards())
                .mapToObj(shard -> new BrokerSender(broker, shard, bounds, timing))
                .toList();
        incoming = new BrokerReceiver(new Opened(), QueueLimits.STANDARD);
        following = new RoomSubscriptions(broker, incoming);
        presence =
                new ClusterPresence(node, timing.lease(), note -> send(() -> codec.encode(note)), broker::isReachable);
    }

    void open() {
        incoming.open();
        outgoing.forEach(BrokerSender::open);
        broker.open(incoming);
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
                return following.ear(listener, rooms.subscribe(listener::onEvent));
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

    /** Who has joined may be connected to nodes where nobody follows the room; so those are told, too. */
    private void send(RoomEvent event) {
        send(() -> {
            var whole = codec.encode(event);
            var parcel = whole.payload().length <= broker.mostBytes() ? whole : codec.encodeHead(event);
            if (event instanceof RoomEvent.MemberJoined) {
                put(parcel.forAll());
            }
            return parcel;
        });
    }

    /** Whoever publishes has told their own node, and is not to suffer if the others cannot be told. */
    private void send(Supplier<BrokerMessage> encoding) {
        try {
            put(encoding.get());
        } catch (RuntimeException fault) {
            LOG.error("An event could not be sent: {}", fault.getClass().getName());
        }
    }

    private void put(BrokerMessage parcel) {
        outgoing.get(broker.shardOf(parcel.room())).put(parcel);
    }

    @Override
    public void close() {
        presence.close();
        outgoing.parallelStream().forEach(BrokerSender::close);
        broker.close();
        incoming.close();
    }

    /** What came in goes to the listeners. */
    private final class Opened implements BrokerReceiver.Opener {

        @Override
        public void open(BrokerMessage parcel) {
            codec.decode(parcel.payload(), wantedOf(parcel)).ifPresent(envelope -> tell(envelope, parcel));
        }

        /** What is sent to all about a room comes a second time for those who follow it. */
        private Predicate<RoomId> wantedOf(BrokerMessage parcel) {
            return parcel.room() == null ? room -> !following.isFollowed(room) : following::isFollowed;
        }

        private void tell(Codec.Envelope envelope, BrokerMessage parcel) {
            switch (envelope.event()) {
                case RoomEvent event -> tell(event);
                case UserEvent event -> users.publish(event);
                case PresenceMessage note when envelope.node() != null -> presence.hear(envelope.node(), note);
                case null, default -> tellUnreadable(envelope, parcel);
            }
        }

        private void tell(RoomEvent event) {
            if (!rooms.offer(event, MOST_IN_LANE)) {
                following.mayHaveMissed(Set.of(event.room()));
            }
        }

        /** The store knows what it was. */
        private void tellUnreadable(Codec.Envelope envelope, BrokerMessage parcel) {
            var room = envelope.room() == null ? parcel.room() : envelope.room();
            if (room == null || !following.isFollowed(room)) {
                return;
            }
            if (envelope.version() > 0) {
                tell(new RoomEvent.VersionAdvanced(room, envelope.version()));
            } else {
                following.mayHaveMissed(Set.of(room));
            }
        }

        @Override
        public void mayHaveMissed(Set<RoomId> lost) {
            following.mayHaveMissed(lost);
        }

        @Override
        public void mayHaveMissedForAll() {
            presence.mayHaveMissed();
        }

        @Override
        public Set<RoomId> followed() {
            return following.rooms();
        }
    }
}
