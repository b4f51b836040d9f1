package dev.confab.chat.domain.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.room.Member;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.Membership.PushLevel;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.Mute;
import dev.confab.chat.domain.room.Role;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.room.Watermarks;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;
import dev.confab.chat.domain.user.Username;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PushPolicyTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final RoomId ROOM = new RoomId(UUID.randomUUID());
    private static final User ANN = User.create(new UserId(UUID.randomUUID()), new Username("Ann"), null, null, NOON);
    private static final int SEQ = 5;

    /** All inputs of a decision. */
    record Case(
            boolean isSystem,
            boolean isDeleted,
            Membership.Status standing,
            boolean isActiveUser,
            boolean isAuthor,
            boolean hasSeen,
            Mute mute,
            PushLevel level,
            String body,
            boolean isOnline) {

        /** The rule in its simplest form: the only combination that is notified. */
        boolean isTold() {
            boolean isMuted = mute.equals(Mute.FOREVER) || mute.equals(Mute.until(NOON.plusMillis(1)));
            boolean isWanted = level == PushLevel.ALL || (level == PushLevel.MENTIONS && !body.equals("Hello"));
            return !isSystem
                    && !isDeleted
                    && standing == Membership.Status.ACTIVE
                    && isActiveUser
                    && !isAuthor
                    && !hasSeen
                    && !isMuted
                    && isWanted
                    && !isOnline;
        }

        PushDecision verdict() {
            var membership = new Membership(
                    new MembershipId(UUID.randomUUID()),
                    ROOM,
                    ANN.id(),
                    Role.MEMBER,
                    standing,
                    mute,
                    level,
                    new Watermarks(0, SEQ, hasSeen ? SEQ : SEQ - 1),
                    NOON,
                    1);
            var author = isAuthor ? membership.id() : new MembershipId(UUID.randomUUID());
            var user = isActiveUser ? ANN : ANN.deactivate();
            return PushPolicy.decide(message(author), new Member(membership, user), isOnline, NOON);
        }

        private Message message(MembershipId author) {
            return new Message(
                    new MessageId(UUID.randomUUID()),
                    ROOM,
                    SEQ,
                    author,
                    isSystem,
                    null,
                    isDeleted ? "" : body,
                    NOON,
                    null,
                    isDeleted ? NOON : null,
                    null,
                    Message.Counts.NONE,
                    null,
                    SEQ);
        }
    }

    static Stream<Case> allCases() {
        var either = List.of(false, true);
        var mutes = List.of(Mute.OFF, Mute.FOREVER, Mute.until(NOON), Mute.until(NOON.plusMillis(1)));
        return either.stream()
                .flatMap(system -> either.stream()
                        .flatMap(deleted -> Stream.of(Membership.Status.values())
                                .flatMap(standing -> either.stream()
                                        .flatMap(active -> either.stream()
                                                .flatMap(author -> either.stream()
                                                        .flatMap(seen -> mutes.stream()
                                                                .flatMap(mute -> Stream.of(PushLevel.values())
                                                                        .flatMap(level -> Stream.of(
                                                                                        "Hello", "@ann!", "see @Room")
                                                                                .flatMap(body -> either.stream()
                                                                                        .map(online -> new Case(
                                                                                                system, deleted,
                                                                                                standing, active,
                                                                                                author, seen, mute,
                                                                                                level, body,
                                                                                                online)))))))))));
    }

    @Test
    void onlyOfflineAndInterestedMembersAreNotified() {
        assertThat(allCases())
                .hasSize(2 * 2 * 3 * 2 * 2 * 2 * 4 * 3 * 3 * 2)
                .allSatisfy(
                        one -> assertThat(one.verdict() == PushDecision.PUSH).isEqualTo(one.isTold()));
    }

    @ParameterizedTest
    @MethodSource("reasons")
    void decisionHasTheRightReason(Case one, PushDecision reason) {
        assertThat(one.verdict()).isEqualTo(reason);
    }

    static Stream<Arguments> reasons() {
        var off = Mute.OFF;
        var all = PushLevel.ALL;
        var in = Membership.Status.ACTIVE;
        return Stream.of(
                reason(new Case(false, false, in, true, false, false, off, all, "Hi", false), PushDecision.PUSH),
                reason(new Case(true, false, in, true, false, false, off, all, "Hi", false), PushDecision.SYSTEM),
                reason(new Case(false, true, in, true, false, false, off, all, "Hi", false), PushDecision.DELETED),
                reason(
                        new Case(false, false, Membership.Status.LEFT, true, false, false, off, all, "Hi", false),
                        PushDecision.NOT_MEMBER),
                reason(
                        new Case(false, false, Membership.Status.BANNED, true, false, false, off, all, "Hi", false),
                        PushDecision.BANNED),
                reason(
                        new Case(false, false, in, false, false, false, off, all, "Hi", false),
                        PushDecision.DEACTIVATED),
                reason(new Case(false, false, in, true, true, false, off, all, "Hi", false), PushDecision.AUTHOR),
                reason(new Case(false, false, in, true, false, true, off, all, "Hi", false), PushDecision.SEEN),
                reason(
                        new Case(false, false, in, true, false, false, Mute.FOREVER, all, "@ann", false),
                        PushDecision.MUTED),
                reason(
                        new Case(false, false, in, true, false, false, off, PushLevel.NOTHING, "@ann", false),
                        PushDecision.UNWANTED),
                reason(
                        new Case(false, false, in, true, false, false, off, PushLevel.MENTIONS, "Hi", false),
                        PushDecision.NOT_MENTIONED),
                reason(new Case(false, false, in, true, false, false, off, all, "Hi", true), PushDecision.ONLINE));
    }

    private static Arguments reason(Case one, PushDecision verdict) {
        return Arguments.of(one, verdict);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@ann",
                "@ANN",
                "hey @Ann, look",
                "(@ann)",
                "@ann.",
                "@ann. Well",
                "@ann's",
                "@bob@ann... @ann?",
                "@annie @ann",
                "@room",
                "Dear @ROOM!",
                "é @ann",
                "_@ann_",
                "__@ann__!",
                "请@ann看一下",
                "こんにちは@annさん",
                "@annです。",
                "ขอ@annด้วย",
                "\uff20ann",
                "\ufe6bAnn",
                "＠ａｎｎ",
                "👋@ann",
                "@ann...wait",
                "@ann님"
            })
    void isMentioned(String body) {
        assertThat(Mentions.includes(new Username("ann"), body)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ann",
                "@annie",
                "@ann_b",
                "@ann.b",
                "@ann-b",
                "mail@ann",
                "@ ann",
                "@rooms",
                "@ann1",
                "mail@ann.org",
                "@annika",
                "x_@ann",
                "@ann\u0301",
                "हिन्दी@ann",
                "@ann__b",
                "@annа"
            })
    void isNotMentioned(String body) {
        assertThat(Mentions.includes(new Username("ann"), body)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "ann.b,@ann.b!",
        "東京,@東京!",
        "Straße,@STRASSE",
        "a@b,@a@b.",
        "李雷,请@李雷看一下",
        "李雷,@李雷ok",
        "Åsa,@A\u030asa",
        "สมชาย,คุณ@สมชายครับ",
        "민수,@민수야"
    })
    void namesOfAllScriptsCanBeMentioned(String name, String body) {
        assertThat(Mentions.includes(new Username(name), body)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"राम,@रामी", "李雷,@李雷2", "か,@かー", "สม,@สมุ"})
    void nameDoesNotEndBeforeACombiningMark(String name, String body) {
        assertThat(Mentions.includes(new Username(name), body)).isFalse();
    }
}
