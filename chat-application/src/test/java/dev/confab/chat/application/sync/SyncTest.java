package dev.confab.chat.application.sync;

import static dev.confab.chat.application.TestChat.idsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.application.TestChat;
import dev.confab.chat.application.image.Upload;
import dev.confab.chat.application.sync.Sync.JoinedRoom;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.category.CategoryProfile;
import dev.confab.chat.domain.port.InMemoryImageCodec;
import dev.confab.chat.domain.room.Body;
import dev.confab.chat.domain.room.Mute;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;
import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SyncTest {

    private final TestChat t = new TestChat();
    private final Sync sync = t.chat.sync();
    private final User ann = t.user("ann");
    private final User bob = t.user("bob");
    private final User cem = t.user("cem");
    private final RoomId room = t.room(ann, false, bob);

    @Test
    void deltaSinceCurrentVersionIsEmpty() {
        t.post(ann, room, "hello");
        var delta = since(3);

        assertThat(delta.from()).isEqualTo(3);
        assertThat(delta.to()).isEqualTo(3);
        assertThat(delta.reset()).isFalse();
        assertThat(delta.messages()).isEmpty();
        assertThat(delta.members()).isEmpty();
        assertThat(delta.room()).isEqualTo(room);
    }

    @Test
    void changedMessagesAreCompleteAndOrderedByVersion() {
        var first = t.post(ann, room, "first");
        var second = t.post(bob, room, "second");
        t.chat.reactions().add(bob.id(), room, first.id(), "👍");
        var image = InMemoryImageCodec.image(1, 1, "x");
        t.chat.images().post(bob.id(), room, new Upload("x.png", () -> new ByteArrayInputStream(image)), null);
        var delta = since(2);

        assertThat(delta.messages())
                .extracting(details -> details.message().version())
                .containsExactly(second.version(), 5L, 6L);
        assertThat(delta.messages())
                .extracting(details -> details.author().name())
                .containsExactly("bob", "ann", "bob");
        assertThat(delta.messages().get(1).reactions())
                .singleElement()
                .satisfies(reacted -> assertThat(reacted.member().name()).isEqualTo("bob"));
        assertThat(delta.messages().get(2).images()).hasSize(1);
        assertThat(delta.members()).isEmpty();
        assertThat(delta.to()).isEqualTo(t.stored(room).version()).isEqualTo(6);
    }

    @Test
    void viewsContainRoomsOfActiveMemberOnly() {
        t.post(ann, room, "hello");
        var another = t.room(bob, true, ann);
        var left = t.room(ann, false, bob);
        t.chat.members().leave(bob.id(), left);
        var others = t.room(ann, true);
        var views = sync.views(bob.id(), Set.of(room, another, left, others, new RoomId(UUID.randomUUID())));

        assertThat(views).extracting(view -> view.room().id()).containsExactlyInAnyOrder(room, another);
        assertThat(views)
                .allSatisfy(view -> assertThat(view)
                        .isEqualTo(sync.since(view.room().id(), -1, idsOf(bob))
                                .views()
                                .get(bob.id())));
    }

    @Test
    void changesOfOneRowAreMerged() {
        var message = t.post(ann, room, "once");
        t.chat.messaging().edit(ann.id(), room, message.id(), new Body("twice"));
        t.chat.messaging().delete(ann.id(), room, message.id());
        t.chat.members().add(ann.id(), room, Set.of(cem.id()));
        t.chat.members().leave(cem.id(), room);
        var delta = since(2);

        assertThat(delta.messages()).singleElement().satisfies(details -> {
            assertThat(details.message().isDeleted()).isTrue();
            assertThat(details.message().version()).isEqualTo(5);
        });
        assertThat(delta.members()).singleElement().satisfies(member -> {
            assertThat(member.user()).isEqualTo(cem);
            assertThat(member.membership().isActive()).isFalse();
            assertThat(member.membership().version()).isEqualTo(7);
        });
    }

    @Test
    void deltaSinceFirstVersionContainsEverything() {
        t.post(ann, room, "hello");
        var delta = since(0);

        assertThat(delta.messages()).hasSize(1);
        assertThat(delta.members()).extracting(member -> member.name()).containsExactly("ann", "bob");
        assertThat(delta.reset()).isFalse();
    }

    @Test
    void unknownVersionLeadsToReset() {
        t.post(ann, room, "hello");

        for (long strange : new long[] {-1, Long.MIN_VALUE, 4, Long.MAX_VALUE}) {
            var delta = since(strange);
            assertThat(delta.reset()).isTrue();
            assertThat(delta.messages()).isEmpty();
            assertThat(delta.members()).isEmpty();
            assertThat(delta.from()).isEqualTo(strange);
            assertThat(delta.to()).isEqualTo(3);
            assertThat(delta.views()).containsOnlyKeys(ann.id(), bob.id());
        }
    }

    @Test
    void moreThanFiveHundredChangesLeadToReset() {
        IntStream.range(0, Sync.MAX_CHANGES - 1).forEach(number -> t.post(ann, room, "hello"));
        t.chat.members().add(ann.id(), room, Set.of(cem.id()));
        long all = t.stored(room).version();

        var published = since(all - Sync.MAX_CHANGES);
        assertThat(published.reset()).isFalse();
        assertThat(published.messages()).hasSize(Sync.MAX_CHANGES - 1);
        assertThat(published.members()).hasSize(1);
        t.post(bob, room, "one more");
        var tooMany = since(all - Sync.MAX_CHANGES);
        assertThat(tooMany.reset()).isTrue();
        assertThat(tooMany.messages()).isEmpty();
        assertThat(tooMany.members()).isEmpty();
        assertThat(tooMany.to()).isEqualTo(all + 1);
    }

    @Test
    void manyChangesOfFewRowsLeadToNoReset() {
        var message = t.post(ann, room, "hello");
        IntStream.range(0, Sync.MAX_CHANGES + 1)
                .forEach(number -> t.chat.messaging().edit(ann.id(), room, message.id(), new Body("edit " + number)));

        assertThat(since(0).reset()).isFalse();
        assertThat(since(0).messages()).hasSize(1);
    }

    @Test
    void deltaContainsViewOfEachActiveMember() {
        var direct = t.chat.rooms().direct(ann.id(), idsOf(bob)).room().room().id();
        t.post(ann, direct, "hello");
        t.chat.members().mute(bob.id(), direct, Mute.FOREVER);
        t.chat.categories().create(bob.id(), new CategoryProfile("Friends", "", Set.of(direct)));
        var views = sync.since(direct, 0, Set.of(ann.id(), bob.id(), cem.id(), new UserId(new UUID(7, 7))))
                .views();

        assertThat(views).containsOnlyKeys(ann.id(), bob.id());
        assertThat(views).isEqualTo(Map.of(ann.id(), t.view(ann, direct), bob.id(), t.view(bob, direct)));
        assertThat(views.get(ann.id()).title()).isEqualTo("bob");
        assertThat(views.get(bob.id()).title()).isEqualTo("ann");
        assertThat(views.get(bob.id()).unread()).isEqualTo(1);
        assertThat(views.get(bob.id()).categories()).hasSize(1);
    }

    @Test
    void nonMemberHasNoViewOfPublicRoom() {
        var open = t.room(ann, true, bob, cem);
        t.chat.members().leave(bob.id(), open);
        t.chat.members().ban(ann.id(), open, t.membership(cem, open).id());

        assertThat(sync.since(open, 0, idsOf(ann, bob, cem)).views()).containsOnlyKeys(ann.id());
        assertThat(sync.since(open, 0, Set.of()).views()).isEmpty();
    }

    @Test
    void deletedRoomIsNotFoundAndHasNoVersion() {
        var other = t.room(bob, true);
        t.chat.rooms().delete(ann.id(), room);

        assertThatThrownBy(() -> since(0)).isInstanceOf(Refusal.NotFound.class);
        assertThat(sync.versions(Set.of(room, other, new RoomId(new UUID(7, 7)))))
                .isEqualTo(Map.of(other, 1L));
    }

    @Test
    void joinedRoomsHaveMemberships() {
        var left = t.room(bob, true, ann);
        t.chat.members().leave(ann.id(), left);
        t.room(bob, true);
        t.post(bob, room, "hello");

        assertThat(sync.joined(ann.id())).containsExactly(new JoinedRoom(t.stored(room), t.membership(ann, room)));
    }

    private Sync.Delta since(long version) {
        return sync.since(room, version, idsOf(ann, bob));
    }
}
