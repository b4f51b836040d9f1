package dev.confab.chat.application.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.application.TestChat;
import dev.confab.chat.application.image.Upload;
import dev.confab.chat.domain.port.InMemoryImageCodec;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.MessageDetails;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.User;
import java.io.ByteArrayInputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MessageDetailsLoaderTest {

    private final TestChat t = new TestChat();
    private final AtomicInteger calls = new AtomicInteger();
    private final MessageDetailsLoader details = new MessageDetailsLoader(countingStores());
    private final User ann = t.user("ann");
    private final User bob = t.user("bob");
    private final RoomId room = t.room(ann, false, bob);

    @Test
    void aPageWithoutReactionsAsksForItsPeopleAlone() {
        assertThat(detailsOf(page(10, false))).hasSize(10);
        assertThat(calls).hasValue(1);
    }

    @Test
    void aPageWithReactionsAndThreadsAsksTwiceHoweverLongItIs() {
        assertThat(detailsOf(page(10, true)))
                .hasSize(20)
                .filteredOn(authored -> !authored.reactions().isEmpty())
                .hasSize(10);
        assertThat(calls).hasValue(2);
        detailsOf(page(50, true));
        assertThat(calls).hasValue(4);
    }

    @Test
    void aPageWithImagesAsksForThemInOneStatement() {
        IntStream.range(0, 10).forEach(number -> sayImage());
        var said = t.stores.transactions().read(() -> t.stores.messages().before(room, Long.MAX_VALUE, 10));
        assertThat(detailsOf(said))
                .hasSize(10)
                .allSatisfy(authored -> assertThat(authored.images()).hasSize(1));
        assertThat(calls).hasValue(2);
    }

    private void sayImage() {
        var image = InMemoryImageCodec.image(1, 1, "x");
        t.chat.images().post(ann.id(), room, new Upload("x.png", () -> new ByteArrayInputStream(image)), null);
    }

    /** As many messages, and as many replies to them if there are to be reactions. */
    private List<Message> page(int size, boolean withReactions) {
        IntStream.range(0, size).forEach(number -> say(withReactions));
        return t.stores
                .transactions()
                .read(() -> t.stores.messages().before(room, Long.MAX_VALUE, withReactions ? 2 * size : size));
    }

    private void say(boolean withReactions) {
        var message = t.post(ann, room, "hello");
        if (withReactions) {
            t.send(bob, room, TestChat.draft("hi", message, null));
            t.chat.reactions().add(bob.id(), room, message.id(), "👍");
        }
    }

    private List<MessageDetails> detailsOf(List<Message> messages) {
        return t.stores.transactions().read(() -> details.of(messages));
    }

    private Stores countingStores() {
        return (Stores) Proxy.newProxyInstance(
                Stores.class.getClassLoader(),
                new Class<?>[] {Stores.class},
                (proxy, accessor, none) -> counting(accessor.getReturnType(), accessor.invoke(t.stores)));
    }

    private Object counting(Class<?> port, Object store) {
        return Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, values) -> {
            calls.incrementAndGet();
            try {
                return method.invoke(store, values);
            } catch (InvocationTargetException failed) {
                throw failed.getCause();
            }
        });
    }
}
