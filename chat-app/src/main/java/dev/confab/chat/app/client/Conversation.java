package dev.confab.chat.app.client;

import dev.confab.chat.app.protocol.ChatApi;
import dev.confab.chat.app.protocol.ClientFrames;
import dev.confab.chat.app.protocol.Fault;
import dev.confab.chat.app.protocol.MessageView;
import dev.confab.chat.app.protocol.RoomSummary;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The current room. Shows each message once and in order, fetches messages that the connection did not deliver, and reports
 * what was seen. Confined to the {@link TaskLoop}.
 */
final class Conversation {

    /** The number of messages that are shown when a room is entered. */
    static final int FIRST_SHOWN = 20;

    /** The number of messages that are checked for changes after a reconnect. */
    private static final int REVIEWED = 50;

    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration SEEN_DELAY = Duration.ofMillis(500);

    private final TaskLoop loop;
    private final Screen screen;
    private final ChatApi rest;
    private final String me;
    private final Consumer<MessageView> onShown;
    private final ChatConnection connection;

    private @Nullable RoomSummary room;
    private Timeline timeline = new Timeline();
    private RecentMessages recent = new RecentMessages();
    private boolean fetching;
    private boolean recovering;
    private int recovered;
    private long oldestShown;
    private boolean seenPending;

    /** @param onShown receives each message when it is shown */
    Conversation(
            TaskLoop loop,
            Screen screen,
            ChatApi rest,
            String me,
            ChatConnection connection,
            Consumer<MessageView> onShown) {
        this.loop = loop;
        this.screen = screen;
        this.rest = rest;
        this.me = me;
        this.connection = connection;
        this.onShown = onShown;
    }

    /** Returns the current room; empty for none. */
    Optional<RoomSummary> room() {
        return Optional.ofNullable(room);
    }

    boolean isIn(String id) {
        return room != null && room.id().equals(id);
    }

    /** Makes {@code entered} the current room. */
    void enter(RoomSummary entered) {
        room = entered;
        timeline = new Timeline();
        recent = new RecentMessages();
        fetching = false;
        oldestShown = 0;
        screen.note(heading(entered));
        catchUp();
    }

    private static String heading(RoomSummary room) {
        return "--- " + room.title() + " --- " + counted(room.members(), "member") + " ---";
    }

    static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    /** Takes over a new title. */
    void retitle(RoomSummary now) {
        if (room != null && !room.title().equals(now.title())) {
            screen.note("the room is now called " + now.title());
            room = now;
        }
    }

    /** Leaves the current room, which can no longer be reached. */
    void leave(String reason) {
        if (room != null) {
            screen.note(reason + " " + room.title() + "; /join another room, or see /rooms");
            room = null;
        }
    }

    /** Whether messages are missing on the screen. */
    boolean isBehind() {
        return room != null && timeline.isMissing();
    }

    // --- events of the connection ----------------------------------------------------------------------------------

    /** Handles the loss of the connection. */
    void offline() {
        recovering = true;
    }

    /** Handles a new connection whose rooms do not include this one: checks whether the user is still a member. */
    void onlineWithout() {
        var asked = timeline;
        if (room != null) {
            var id = room.id();
            loop.offload(() -> rest.room(id), now -> onlineWith(asked, now), fault -> onlineWithout(asked, fault));
        }
    }

    private void onlineWithout(Timeline asked, Fault fault) {
        if (isGone(fault)) {
            failed(asked, fault);
        } else {
            loop.after(RETRY, () -> {
                if (asked == timeline && connection.isReady()) {
                    onlineWithout();
                }
            });
        }
    }

    private void onlineWith(Timeline asked, RoomSummary now) {
        if (asked == timeline && now.isMine()) {
            online(now.messageSeq());
        } else if (asked == timeline) {
            leave("You are no longer in");
        }
    }

    /** Handles a new connection, which delivers the messages after {@code messageSeq}. */
    void online(long messageSeq) {
        recovered = 0;
        timeline.know(messageSeq);
        caughtUp();
        catchUp();
    }

    /** Handles a message of this room, new or changed. */
    void accept(MessageView message) {
        recent.describeChange(message).ifPresent(screen::note);
        show(timeline.accept(message));
        catchUp();
    }

    /** Records that there are messages up to {@code seq}. */
    void know(long seq) {
        timeline.know(seq);
        catchUp();
    }

    private void show(List<MessageView> messages) {
        for (var message : messages) {
            screen.show(Line.of(message, me));
            recent.record(message);
            onShown.accept(message);
        }
        if (!messages.isEmpty()) {
            oldestShown = oldestShown == 0 ? messages.getFirst().seq() : oldestShown;
            recovered +=
                    (int) messages.stream().filter(message -> !message.isOf(me)).count();
            reportSeen();
        }
    }

    private void reportSeen() {
        if (seenPending) {
            return;
        }
        seenPending = true;
        loop.after(SEEN_DELAY, () -> {
            seenPending = false;
            if (room != null && timeline.shown() > 0) {
                connection.send(ClientFrames.seen("seen", room.id(), timeline.shown()));
            }
        });
    }

    // --- fetching --------------------------------------------------------------------------------------------------

    private void catchUp() {
        if (room == null || fetching || !timeline.isMissing()) {
            return;
        }
        fetching = true;
        var asked = timeline;
        var id = room.id();
        if (asked.hasBegun()) {
            long after = asked.shown();
            fetch(asked, () -> rest.after(id, after), page -> show(asked.fetched(page)));
        } else {
            fetch(asked, () -> rest.newest(id, FIRST_SHOWN), page -> {
                show(asked.begin(page));
                recovered = 0;
            });
        }
    }

    private void fetch(Timeline asked, Supplier<List<MessageView>> page, Consumer<List<MessageView>> taker) {
        loop.offload(
                page,
                messages -> {
                    if (asked == timeline) {
                        fetching = false;
                        taker.accept(messages);
                        fetched(messages.isEmpty() ? RETRY : Duration.ZERO);
                    }
                },
                fault -> failed(asked, fault));
    }

    private void fetched(Duration pause) {
        caughtUp();
        if (!pause.isZero() && timeline.isMissing()) {
            loop.after(pause, this::catchUp);
        } else {
            catchUp();
        }
    }

    private void failed(Timeline asked, Fault fault) {
        if (asked != timeline) {
            return;
        }
        fetching = false;
        if (isGone(fault)) {
            leave("You no longer have access to");
        } else if (fault instanceof Fault.Refused refused && refused.retryAfter() != null) {
            loop.after(refused.retryAfter(), this::catchUp);
        } else {
            loop.after(RETRY, this::catchUp);
        }
    }

    private static boolean isGone(Fault fault) {
        return fault instanceof Fault.Refused refused && (refused.status() == 404 || refused.status() == 403);
    }

    /** Notes that the connection is back once nothing is missing, and checks for changes. */
    private void caughtUp() {
        if (!recovering || !connection.isReady() || timeline.isMissing() || room == null) {
            return;
        }
        recovering = false;
        screen.note(recovered == 0 ? "back" : "back, caught up with " + counted(recovered, "message"));
        reportSeen();
        review(room.id());
    }

    private void review(String id) {
        var asked = timeline;
        loop.offload(
                () -> rest.newest(id, REVIEWED),
                messages -> {
                    if (asked == timeline) {
                        messages.forEach(this::accept);
                    }
                },
                fault -> {});
    }

    // --- history ---------------------------------------------------------------------------------------------------

    /** Shows {@code older}, the messages of {@code asked} before those on the screen, in order. */
    void showHistory(RoomSummary asked, List<MessageView> older) {
        if (!isIn(asked.id())) {
            return;
        }
        if (older.isEmpty()) {
            screen.note("no earlier messages");
            return;
        }
        screen.note("--- earlier ---");
        older.forEach(message -> screen.show(Line.of(message, me)));
        older.forEach(recent::record);
        screen.note("--- end of earlier messages ---");
        oldestShown = older.getFirst().seq();
    }

    /** Returns the seq of the earliest message on the screen; without one, the next seq. */
    long oldestShown() {
        return oldestShown == 0 ? timeline.shown() + 1 : oldestShown;
    }
}
