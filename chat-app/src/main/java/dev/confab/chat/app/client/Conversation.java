package dev.confab.chat.app.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The room on the screen: shows each of its messages once and in order, fetches what the connection did not bring, and
 * tells the server what has been seen. Lives on the {@link TaskLoop}.
 */
final class Conversation {

    /** How many of the latest messages are shown on entering. */
    static final int FIRST_SHOWN = 20;

    /** How many messages are looked through for changes after a connection was lost. */
    private static final int REVIEWED = 50;

    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration SEEN_DELAY = Duration.ofMillis(500);

    private final TaskLoop loop;
    private final Screen screen;
    private final RestClient rest;
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
    private boolean tellingSeen;

    /** @param onShown hears of each message as it goes to the screen */
    Conversation(
            TaskLoop loop,
            Screen screen,
            RestClient rest,
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

    /** The room on the screen. */
    Optional<RoomSummary> room() {
        return Optional.ofNullable(room);
    }

    boolean isIn(String id) {
        return room != null && room.id().equals(id);
    }

    /** Puts {@code entered} on the screen. */
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

    /** The room is called that from now on. */
    void retitle(RoomSummary now) {
        if (room != null && !room.title().equals(now.title())) {
            screen.note("the room is now called " + now.title());
            room = now;
        }
    }

    /** The room is out of reach. */
    void leave(String why) {
        if (room != null) {
            screen.note(why + " " + room.title() + "; /join another room, or see /rooms");
            room = null;
        }
    }

    /** Does something belong on the screen that is not there? */
    boolean isBehind() {
        return room != null && timeline.isMissing();
    }

    // --- what the connection brings --------------------------------------------------------------------------------

    /** The connection went; until {@link #online} nothing comes. */
    void offline() {
        recovering = true;
    }

    /** There is a connection, but it does not know of this room: asks whether that is so still. */
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

    /** There is a connection: from here on come the messages after {@code messageSeq}. */
    void online(long messageSeq) {
        recovered = 0;
        timeline.heardOf(messageSeq);
        caughtUp();
        catchUp();
    }

    /** A message of this room, new or changed. */
    void accept(MessageView message) {
        recent.change(message).ifPresent(screen::note);
        show(timeline.accept(message));
        catchUp();
    }

    /** There are messages up to {@code seq}. */
    void heardOf(long seq) {
        timeline.heardOf(seq);
        catchUp();
    }

    private void show(List<MessageView> messages) {
        for (var message : messages) {
            screen.show(Line.of(message, me));
            recent.shown(message);
            onShown.accept(message);
        }
        if (!messages.isEmpty()) {
            oldestShown = oldestShown == 0 ? messages.getFirst().seq() : oldestShown;
            recovered +=
                    (int) messages.stream().filter(message -> !message.isOf(me)).count();
            tellSeen();
        }
    }

    private void tellSeen() {
        if (tellingSeen) {
            return;
        }
        tellingSeen = true;
        loop.after(SEEN_DELAY, () -> {
            tellingSeen = false;
            if (room != null && timeline.shown() > 0) {
                connection.send(Http.object()
                        .put("type", "seen")
                        .put("ref", "seen")
                        .put("room_id", room.id())
                        .put("seq", timeline.shown()));
            }
        });
    }

    // --- what it did not bring -------------------------------------------------------------------------------------

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
            leave("You cannot see any more what is in");
        } else if (fault instanceof Fault.Refused refused && refused.retryAfter() != null) {
            loop.after(refused.retryAfter(), this::catchUp);
        } else {
            loop.after(RETRY, this::catchUp);
        }
    }

    private static boolean isGone(Fault fault) {
        return fault instanceof Fault.Refused refused && (refused.status() == 404 || refused.status() == 403);
    }

    /** Says that the connection is back once nothing is missing, and looks for what has changed meanwhile. */
    private void caughtUp() {
        if (!recovering || !connection.isReady() || timeline.isMissing() || room == null) {
            return;
        }
        recovering = false;
        screen.note(recovered == 0 ? "back" : "back, caught up with " + counted(recovered, "message"));
        tellSeen();
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

    // --- what was asked for ----------------------------------------------------------------------------------------

    /** Shows {@code older}, messages of {@code asked} from before those on the screen, in order. */
    void showHistory(RoomSummary asked, List<MessageView> older) {
        if (!isIn(asked.id())) {
            return;
        }
        if (older.isEmpty()) {
            screen.note("nothing was said before that");
            return;
        }
        screen.note("--- earlier ---");
        older.forEach(message -> screen.show(Line.of(message, me)));
        older.forEach(recent::shown);
        screen.note("--- end of earlier messages ---");
        oldestShown = older.getFirst().seq();
    }

    /** The seq of the earliest message on the screen; of the one to come if there is none. */
    long oldestShown() {
        return oldestShown == 0 ? timeline.shown() + 1 : oldestShown;
    }
}
