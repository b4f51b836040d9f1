package dev.confab.chat.app.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.confab.chat.app.protocol.ChatApi;
import dev.confab.chat.app.protocol.Http;
import dev.confab.chat.app.protocol.MessageView;
import dev.confab.chat.app.protocol.RoomSummary;
import dev.confab.chat.app.protocol.Tokens;
import dev.confab.chat.app.protocol.UserView;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * A chat from entering the first room to leaving. The {@link TaskLoop} owns all state, the {@link Keyboard} has a thread of
 * its own, and virtual threads make blocking calls.
 */
final class Session implements ChatConnection.Listener {

    /** The delay before a note says that leaving waits for unsent lines. */
    private static final Duration LEAVE_NOTE_DELAY = Duration.ofMillis(300);

    private static final int PROMPT_TITLE = 24;

    static final String NO_ROOM = "You are in no room: /join one first, or see /rooms.";

    private final Screen screen;
    private final UserView me;
    private final TaskLoop loop;
    private final ChatConnection connection;
    private final Outbox outbox;
    private final Conversation conversation;
    private final RoomNotices notices;
    private final Keyboard keyboard;
    private final Duration sendTimeout;
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private boolean online;
    private boolean leaving;

    /**
     * Creates a session of a user who is logged in. Blocks for a call to the server.
     *
     * @param sendTimeout how long leaving waits for unsent lines, from the last progress
     * @param jitter spreads reconnects
     */
    Session(Screen screen, Http http, Tokens tokens, Duration sendTimeout, RandomGenerator jitter) {
        var rest = new ChatApi(http, tokens);
        this.screen = screen;
        this.sendTimeout = sendTimeout;
        this.me = rest.me();
        this.loop = new TaskLoop(this::onBug);
        this.connection = new ChatConnection(loop, http, tokens, jitter, this);
        this.outbox = new Outbox(loop, screen, connection);
        this.conversation = new Conversation(loop, screen, rest, me.id(), connection, this::onSeen);
        this.notices = new RoomNotices(loop, screen, rest, conversation);
        this.keyboard = new Keyboard(screen, new CommandExecutor(screen, rest, this), outbox, this);
    }

    /** Runs the chat, starting in {@code first}, and returns its exit code: 1 if a line was not sent or a fault ended it. */
    int run(RoomSummary first) {
        loop.run(() -> {
            enter(first);
            connection.start();
        });
        keyboard.start();
        try {
            return ended.join();
        } finally {
            over.countDown();
            loop.close();
        }
    }

    /** Leaves as {@code /quit} does. Safe for all threads. */
    void leaveSoon() {
        loop.run(this::leave);
    }

    /** Waits at most {@code pause} for the end, and returns whether it came. */
    boolean isOverWithin(Duration pause) throws InterruptedException {
        return over.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void onBug(RuntimeException bug) {
        try {
            var what = bug.getClass().getName();
            screen.note(bug instanceof UncheckedIOException ? "the output is closed" : "internal error: " + what);
        } finally {
            ended.complete(1);
        }
    }

    // --- input -----------------------------------------------------------------------------------------------------

    /** Sends {@code body} to the current room. A place in the outbox must be reserved. */
    void send(String body) {
        loop.run(() -> add(body));
    }

    private void add(String body) {
        conversation.room().ifPresentOrElse(room -> add(room, body), () -> {
            outbox.refuse();
            screen.note(NO_ROOM);
        });
    }

    private void add(RoomSummary room, String body) {
        if (!connection.isReady() && screen.isInteractive()) {
            screen.note("will be sent: " + body);
        }
        outbox.add(room.id(), body);
        prompt();
    }

    /** Runs {@code query} on the loop and returns its result. Blocks. */
    <T> T ask(Function<Conversation, T> query) {
        var result = new CompletableFuture<T>();
        loop.run(() -> result.complete(query.apply(conversation)));
        return result.join();
    }

    /** Runs {@code task} on the loop. */
    void onScreen(Consumer<Conversation> task) {
        loop.run(() -> task.accept(conversation));
    }

    /** Makes {@code room} the current room. */
    void goTo(RoomSummary room) {
        loop.run(() -> enter(room));
    }

    private void enter(RoomSummary room) {
        notices.onEnter(room.id());
        conversation.enter(room);
        prompt();
    }

    private void prompt() {
        var title =
                conversation.room().map(room -> TerminalText.line(room.title())).orElse("");
        var shortened = title.length() <= PROMPT_TITLE ? title : title.substring(0, PROMPT_TITLE) + "…";
        screen.prompt(shortened + state() + "> ");
    }

    private String state() {
        if (connection.isReady()) {
            return "";
        }
        return outbox.waiting() == 0 ? " (offline)" : " (offline, " + outbox.waiting() + " to send)";
    }

    // --- events of the connection ----------------------------------------------------------------------------------

    @Override
    public void ready(JsonNode frame) {
        online = true;
        boolean known = false;
        for (var room : frame.path("rooms")) {
            if (conversation.isIn(room.path("id").asText())) {
                known = true;
                conversation.online(room.path("message_seq").asLong());
            }
        }
        if (!known) {
            conversation.onlineWithout();
        }
        outbox.onConnect();
        prompt();
    }

    @Override
    public void frame(JsonNode frame) {
        switch (frame.path("type").asText()) {
            case "error" -> outbox.onError(frame);
            case "message.created" -> frame.path("messages").forEach(json -> created(MessageView.of(json)));
            case "ack", "message.updated", "message.deleted", "message.pinned" -> messages(frame);
            case "synced" -> {
                messages(frame);
                if (conversation.isIn(frame.path("room_id").asText())) {
                    conversation.know(frame.path("room").path("message_seq").asLong());
                }
            }
            default -> {
                notices.frame(frame);
                prompt();
            }
        }
        if (leaving) {
            leaveIfDone();
        }
    }

    private void messages(JsonNode frame) {
        frame.path("messages").forEach(json -> message(MessageView.of(json)));
    }

    private void created(MessageView message) {
        message(message);
        if (!conversation.isIn(message.room()) && !message.isOf(me.id())) {
            notices.onMessageInOtherRoom(message);
        }
    }

    private void message(MessageView message) {
        onSeen(message);
        if (conversation.isIn(message.room())) {
            conversation.accept(message);
        }
    }

    /** Settles a line of this user: a message that was seen is stored. */
    private void onSeen(MessageView message) {
        if (message.isOf(me.id())) {
            outbox.onStored(message.clientId());
        }
        if (leaving) {
            loop.run(this::leaveIfDone);
        }
    }

    /** Notes every loss, and ever fewer of the failures that follow. */
    @Override
    public void lost(String reason, Duration retryIn, int failures) {
        conversation.offline();
        if (online || Integer.bitCount(failures) == 1) {
            var seconds = String.format("%.1f", retryIn.toMillis() / 1000.0);
            var why = reason.isEmpty() ? "" : " (" + reason + ")";
            screen.note((online ? "connection lost" : "no connection") + why + ", retrying in " + seconds + " s…");
        }
        online = false;
        prompt();
    }

    @Override
    public void ended(String reason) {
        screen.note(reason);
        finish(1);
    }

    // --- leaving ---------------------------------------------------------------------------------------------------

    /** Leaves after unsent lines are sent; a second call leaves at once. */
    private void leave() {
        if (leaving) {
            finish(0);
            return;
        }
        leaving = true;
        loop.after(LEAVE_NOTE_DELAY, this::noteWaiting);
        waitForProgress(outbox.settledSoFar());
        leaveIfDone();
    }

    private void noteWaiting() {
        if (outbox.waiting() > 0) {
            screen.note("waiting for " + Conversation.counted(outbox.waiting(), "line")
                    + " to be sent; leave again to discard them");
        }
    }

    private void waitForProgress(int settledBefore) {
        loop.after(sendTimeout, () -> {
            if (outbox.settledSoFar() == settledBefore) {
                finish(0);
            } else {
                waitForProgress(outbox.settledSoFar());
            }
        });
    }

    /** Leaves if nothing is unsent. A script also waits until it has printed its own lines. */
    private void leaveIfDone() {
        if (outbox.waiting() == 0 && (screen.isInteractive() || !conversation.isBehind())) {
            finish(0);
        }
    }

    private void finish(int code) {
        if (ended.isDone()) {
            return;
        }
        int unsent = outbox.waiting();
        if (unsent > 0) {
            screen.note(Conversation.counted(unsent, "line") + " could not be sent");
        }
        connection.close();
        ended.complete(unsent + outbox.refusedSoFar() > 0 ? 1 : code);
    }
}
