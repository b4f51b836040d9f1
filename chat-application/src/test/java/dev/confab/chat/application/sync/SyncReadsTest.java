package dev.confab.chat.application.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.application.TestChat;
import dev.confab.chat.application.room.MessageDetailsLoader;
import dev.confab.chat.application.room.RoomView;
import dev.confab.chat.application.room.RoomViewLoader;
import dev.confab.chat.domain.port.InMemoryPresenceStore;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.port.Transactions;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.User;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How often an answer asks the stores, and what it makes of changes that come in between. */
class SyncReadsTest {

    private final TestChat t = new TestChat();
    private int calls;
    private Runnable meanwhile = () -> {};
    private final InMemoryPresenceStore presence = new InMemoryPresenceStore();
    private final Sync sync = sync();
    private final User ann = t.user("ann");
    private final RoomId room = t.room(ann, true);

    @Test
    void anAnswerAsksAsOftenForOneChangeAndViewerAsForMany() {
        var few = t.user("few");
        lively(1, few);
        assertThat(callsFor(0, Set.of(few))).isEqualTo(12);
        var many = IntStream.range(0, 60)
                .mapToObj(number -> t.user("user" + number))
                .collect(Collectors.toSet());
        many.forEach(user -> lively(2, user));
        assertThat(callsFor(0, many)).isEqualTo(12);
    }

    @Test
    void anAnswerWithoutViewersDoesNotAskForTheirs() {
        lively(3, t.user("bob"));
        assertThat(callsFor(0, Set.of())).isEqualTo(5);
    }

    @Test
    void whereNothingChangedNobodyAsksForChanges() {
        lively(3, t.user("bob"));
        assertThat(callsFor(t.stored(room).version(), Set.of())).isEqualTo(1);
    }

    @Test
    void versionsAreAskedForOnce() {
        calls = 0;
        assertThat(sync.versions(Set.of(room, t.room(ann, true)))).hasSize(2);
        assertThat(calls).isEqualTo(1);
    }

    @Test
    void whatHappensMeanwhileIsForTheNextAnswer() {
        var bob = t.user("bob");
        lively(2, bob);
        long before = t.stored(room).version();
        meanwhile = () -> t.post(bob, room, "meanwhile");
        var first = sync.since(room, before - 1, Set.of(ann.id(), bob.id()));
        meanwhile = () -> {};
        var next = sync.since(room, first.to(), Set.of(ann.id()));

        assertThat(first.to()).isEqualTo(before);
        assertThat(first.messages())
                .singleElement()
                .satisfies(authored -> assertThat(authored.message().version()).isEqualTo(before));
        assertThat(first.views().values())
                .extracting(RoomView::room)
                .containsOnly(first.views().get(ann.id()).room());
        assertThat(first.views().values())
                .extracting(view -> view.last().message().version())
                .containsOnly(before);
        assertThat(next.messages())
                .isNotEmpty()
                .allSatisfy(authored -> assertThat(authored.message().body()).isEqualTo("meanwhile"));
        assertThat(next.to()).isEqualTo(t.stored(room).version());
    }

    @Test
    void theRoomsOfAUserAreOfOneState() {
        var bob = t.user("bob");
        t.chat.members().join(bob.id(), room);
        meanwhile = () -> {
            meanwhile = () -> {};
            t.chat.members().leave(bob.id(), room);
        };

        assertThat(sync.joined(bob.id())).singleElement().satisfies(joined -> {
            assertThat(joined.membership().isActive()).isTrue();
            assertThat(joined.room().version())
                    .isGreaterThanOrEqualTo(joined.membership().version());
        });
    }

    /** Messages with reactions and folders, so that there is something of all that an answer asks for. */
    private void lively(int messages, User user) {
        t.chat.members().join(user.id(), room);
        presence.connected(user.id(), user.id().value());
        IntStream.range(0, messages).forEach(number -> {
            var message = t.post(user, room, "hello");
            t.chat.reactions().add(user.id(), room, message.id(), "👍");
        });
    }

    private int callsFor(long from, Set<User> viewers) {
        calls = 0;
        var ids = viewers.stream().map(User::id).collect(Collectors.toSet());
        var delta = sync.since(room, from, ids);
        assertThat(delta.reset()).isFalse();
        assertThat(delta.views()).containsOnlyKeys(ids);
        return calls;
    }

    private Sync sync() {
        var stores = (Stores) Proxy.newProxyInstance(
                Stores.class.getClassLoader(), new Class<?>[] {Stores.class}, (proxy, accessor, none) -> {
                    var store = accessor.invoke(t.stores);
                    return store instanceof Transactions ? store : watchedStore(accessor.getReturnType(), store);
                });
        var details = new MessageDetailsLoader(stores);
        return Sync.of(stores, details, new RoomViewLoader(stores, details, presence));
    }

    private <T> T watchedStore(Class<T> port, Object store) {
        return watched(port, port.cast(store));
    }

    /** Each call counts, and lets something happen on another thread when it is done. */
    private <T> T watched(Class<T> port, T real) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (proxy, method, values) -> {
                    calls++;
                    try {
                        var answer = method.invoke(real, values);
                        CompletableFuture.runAsync(meanwhile).join();
                        return answer;
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                }));
    }
}
