package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Client.CHAT;
import static dev.confab.chat.adapter.rest.Client.json;
import static dev.confab.chat.adapter.rest.Client.room;
import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.user.UserId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoomRoutesTest extends RestTest {

    static final String ROOMS = CHAT + "/rooms/";

    static final String[] ROOM_FIELDS = {
        "id",
        "created",
        "modified",
        "creator_id",
        "title",
        "description",
        "image",
        "is_public",
        "kind",
        "users",
        "member_count",
        "online_count",
        "message_total_count",
        "message_new_count",
        "last_message",
        "is_muted",
        "muted_until",
        "push_level",
        "role",
        "version",
        "message_seq",
        "seen_seq",
        "received_seq",
        "members_can_invite",
        "members_can_pin",
        "categories",
        "pinned_count"
    };

    @Test
    void newRoomHasCreatorAsOwner() {
        var me = somebody();
        var friend = somebody();
        var answer = me.post(ROOMS, json("title", "Tea", "description", "Green", "users", List.of(friend.id())))
                .expect(201);
        assertThat(answer.names()).containsExactly(ROOM_FIELDS);
        assertThat(answer.text("title")).isEqualTo("Tea");
        assertThat(answer.text("description")).isEqualTo("Green");
        assertThat(answer.text("kind")).isEqualTo("group");
        assertThat(answer.text("role")).isEqualTo("owner");
        assertThat(answer.text("creator_id")).isEqualTo(me.id());
        assertThat(answer.get("is_public").booleanValue()).isTrue();
        assertThat(answer.get("members_can_invite").booleanValue()).isFalse();
        assertThat(answer.get("member_count").intValue()).isEqualTo(2);
        assertThat(Answer.text(answer.get("users"))).isEqualTo(Answer.text(List.of(me.id(), friend.id())));
        assertThat(answer.text("created")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        for (var empty : new String[] {"image", "last_message", "muted_until"}) {
            assertThat(answer.get(empty).isNull()).as(empty).isTrue();
        }
        assertThat(answer.get("categories")).isEmpty();
        assertThat(friend.get(room(answer.text("id"))).expect(200).text("role")).isEqualTo("member");
    }

    @Test
    void titleIsRequiredAndNullable() {
        var me = somebody();
        me.post(ROOMS, json()).expectInvalid("title");
        for (var blank : new String[] {"", " ", "\u3000", "x".repeat(513)}) {
            me.post(ROOMS, json("title", blank)).expectInvalid("title");
        }
        var friend = somebody();
        var untitled = me.post(ROOMS, json("title", null, "users", List.of(friend.id())))
                .expect(201);
        assertThat(untitled.text("title")).isEqualTo(me.name() + ", " + friend.name());
    }

    @Test
    void unknownUsersAreRefused() {
        var stranger = UUID.randomUUID().toString();
        somebody().post(ROOMS, json("title", "x", "users", List.of(stranger))).expectInvalid("users");
        somebody().post(ROOMS, json("title", "x", "image", "data:")).expectInvalid("image");
    }

    @Test
    void directRoomIsUniquePerUsers() {
        var me = somebody();
        var friend = somebody();
        var first =
                me.put(ROOMS + "direct/", json("users", List.of(friend.id()))).expect(201);
        assertThat(first.names()).containsExactly(ROOM_FIELDS);
        assertThat(first.text("kind")).isEqualTo("direct");
        assertThat(first.text("title")).isEqualTo(friend.name());
        var again = friend.put(ROOMS + "direct", json("users", List.of(me.id(), friend.id())))
                .expect(200);
        assertThat(again.text("id")).isEqualTo(first.text("id"));
        assertThat(again.text("title")).isEqualTo(me.name());
        me.patch(room(first.text("id")), json("title", "x")).expect(400, "invalid", null);
    }

    @Test
    void emptyUsersOpenSelfRoom() {
        var me = somebody();
        var first = me.put(ROOMS + "direct/", json("users", List.of())).expect(201);
        assertThat(first.text("kind")).isEqualTo("self");
        assertThat(first.text("title")).isEqualTo("Notes to Yourself");
        var again = me.put(ROOMS + "direct/", json("users", List.of(me.id()))).expect(200);
        assertThat(again.text("id")).isEqualTo(first.text("id"));
        me.put(ROOMS + "direct/", json()).expectInvalid("users");
    }

    @Test
    void directRoomOfSeveralIsTitledWithOthers() {
        var me = somebody();
        var one = somebody();
        var other = somebody();
        var first = me.put(ROOMS + "direct/", json("users", List.of(one.id(), other.id())))
                .expect(201);
        assertThat(first.text("kind")).isEqualTo("direct");
        assertThat(first.get("is_public").booleanValue()).isFalse();
        assertThat(first.text("role")).isEqualTo("member");
        var names = List.of(first.text("title").split(", ", -1));
        assertThat(names).containsExactlyInAnyOrder(one.name(), other.name());
        var again = other.put(ROOMS + "direct/", json("users", List.of(me.id(), one.id(), one.id())))
                .expect(200);
        assertThat(again.text("id")).isEqualTo(first.text("id"));
        me.put(ROOMS + "direct/", json("users", List.of(one.id()))).expect(201);
        somebody().get(room(first.text("id"))).expect(404);
    }

    @Test
    void directRoomNeedsKnownUsersAndLimitsThem() {
        var me = somebody();
        var stranger = UUID.randomUUID().toString();
        me.put(ROOMS + "direct/", json("users", List.of(stranger))).expectInvalid("users");
        var crowd =
                Stream.generate(() -> UUID.randomUUID().toString()).limit(100).toList();
        me.put(ROOMS + "direct/", json("users", crowd)).expectInvalid("users");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"General", "日本語 チャット", "🧑‍🚀 crew", "a/b", "50%", "a+b", "..", "x?y#z", "ß\"<script>", "a;b=c"})
    void roomByNameIsFoundByEverySpelling(String name) {
        var me = somebody();
        var path = ROOMS + "by-name/" + encode(name) + "/";
        var first = me.put(path, null).expect(201);
        assertThat(first.text("title")).isEqualTo(name);
        assertThat(first.get("is_public").booleanValue()).isTrue();
        assertThat(first.text("role")).isEqualTo("owner");
        var visitor = somebody();
        var again = visitor.put(path.substring(0, path.length() - 1), null).expect(200);
        assertThat(again.text("id")).isEqualTo(first.text("id"));
        assertThat(again.text("role")).isEqualTo("member");
        var spaced = visitor.put(ROOMS + "by-name/" + encode("  " + name.toUpperCase(Locale.ROOT)), null);
        assertThat(spaced.expect(200).text("id")).isEqualTo(first.text("id"));
    }

    @Test
    void invalidNameIsRefused() {
        for (var name : new String[] {"%20", "x".repeat(513), "%E3%80%80", "%C2%A0x%EF%BF%BF%01".repeat(200)}) {
            somebody().put(ROOMS + "by-name/" + name + "/", null).expectInvalid("title");
        }
        somebody().put(ROOMS + "by-name/a%00b/", null).expect(400, "invalid", null);
    }

    @Test
    void invisibleRoomIsNotFound() {
        var stranger = somebody();
        var hidden = somebody().room(false);
        for (var id :
                new String[] {hidden, UUID.randomUUID().toString(), "x", "1-1-1-1-1", hidden + "0", "%F0%9F%92%A9"}) {
            stranger.get(room(id)).expect(404, "not_found", null);
            stranger.patch(room(id), json("title", "x")).expect(404, "not_found", null);
            stranger.delete(room(id)).expect(404, "not_found", null);
        }
    }

    @Test
    void invalidChangeRevealsNoHiddenRoom() {
        var hidden = somebody().room(false);
        for (var id : new String[] {hidden, UUID.randomUUID().toString()}) {
            somebody().patch(room(id), json("title", "")).expectInvalid("title");
        }
    }

    @Test
    void onlyAdminsChangeProfile() {
        var me = somebody();
        var member = somebody();
        var id = me.room(true, member);
        server.clock.forward(Duration.ofMinutes(1));
        var changed = me.patch(
                        room(id),
                        json(
                                "description",
                                "new",
                                "is_public",
                                false,
                                "members_can_invite",
                                true,
                                "members_can_pin",
                                true))
                .expect(200);
        assertThat(changed.names()).containsExactly(ROOM_FIELDS);
        assertThat(changed.text("title")).isEqualTo("Room");
        assertThat(changed.text("description")).isEqualTo("new");
        assertThat(changed.get("is_public").booleanValue()).isFalse();
        assertThat(changed.get("members_can_invite").booleanValue()).isTrue();
        assertThat(changed.get("members_can_pin").booleanValue()).isTrue();
        assertThat(changed.text("modified")).isGreaterThan(changed.text("created"));
        var replaced = me.put(room(id), json("title", "Other")).expect(200);
        assertThat(replaced.text("title")).isEqualTo("Other");
        assertThat(replaced.get("is_public").booleanValue()).isFalse();
        me.put(room(id), json("description", "x")).expectInvalid("title");
        member.patch(room(id), json("title", "x")).expect(403, "permission_denied", null);
        somebody().patch(room(id), json("title", "x")).expect(404);
    }

    @Test
    void onlyOwnersDeleteRoom() {
        var me = somebody();
        var member = somebody();
        var id = me.room(true, member);
        member.delete(room(id)).expect(403, "permission_denied", null);
        me.delete(room(id)).expect(204);
        me.get(room(id)).expect(404);
        me.delete(room(id)).expect(404);
    }

    @Test
    void bannedUserCannotFindRoomByName() {
        var owner = somebody();
        var troll = somebody();
        var path = ROOMS + "by-name/" + UUID.randomUUID() + "/";
        var id = owner.put(path, null).expect(201).text("id");
        troll.put(path, null).expect(200);
        owner.post(room(id) + "users/" + owner.membership(id, troll) + "/ban/").expect(200);
        troll.put(path, null).expect(404, "not_found", null);
    }

    @Test
    void profileLimitsAreChecked() {
        var me = somebody();
        me.post(ROOMS, json("title", "𝒳".repeat(512), "description", "x".repeat(4_000)))
                .expect(201);
        me.post(ROOMS, json("title", "x", "description", "x".repeat(4_001))).expectInvalid("description");
        var crowd =
                Stream.generate(() -> UUID.randomUUID().toString()).limit(1_001).toList();
        me.post(ROOMS, json("title", "x", "users", crowd)).expectInvalid("users");
    }

    @Test
    void strangerSeesPublicRoomWithoutMembership() {
        var id = somebody().room(true);
        var answer = somebody().get(room(id)).expect(200);
        assertThat(answer.get("role").isNull()).isTrue();
        assertThat(answer.get("message_new_count").intValue()).isZero();
        assertThat(answer.get("seen_seq").intValue()).isZero();
        assertThat(answer.get("is_muted").booleanValue()).isFalse();
    }

    @Test
    void onlineMembersAreCounted() {
        var me = somebody();
        var id = me.room(false, somebody());
        server.chat.presence().connected(UserId.parse(me.id()), UUID.randomUUID());
        assertThat(me.get(room(id)).get("online_count").intValue()).isEqualTo(1);
    }

    private static String encode(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
