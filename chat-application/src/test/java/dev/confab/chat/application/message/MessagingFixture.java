package dev.confab.chat.application.message;

import dev.confab.chat.application.TestChat;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.User;
import java.util.List;

/** Messages of the members of a room. */
abstract class MessagingFixture {

    final TestChat t = new TestChat();
    final Messaging messaging = t.chat.messaging();
    final User ann = t.user("ann");
    final User bob = t.user("bob");
    final User cem = t.user("cem");
    final RoomId room = t.room(ann, false, bob);
    final RoomId open = t.room(ann, true);

    static List<String> bodies(SearchPage found) {
        return found.messages().stream().map(a -> a.message().body()).toList();
    }

    List<Long> seqs(HistoryRange span, int limit) {
        return messaging.history(bob.id(), room, span, limit).messages().stream()
                .map(details -> details.message().seq())
                .toList();
    }

    Message find(Message message) {
        return messaging.find(ann.id(), room, message.id()).details().message();
    }
}
