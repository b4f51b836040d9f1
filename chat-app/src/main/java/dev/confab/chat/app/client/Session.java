package dev.confab.chat.app.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * One chat from entering the first room to leaving for good. Three kinds of threads: the {@link TaskLoop} owns all state,
 * the {@link Keyboard} has one, and virtual threads make calls that take their time.
 */
final class Session implements ChatConnection.Listener {

    /** Who leaves is not told within this time that there is something to wait for. */
    private static final Duration MOMENT = Duration.ofMillis(300);

    private static final int PROMPT_TITLE = 24;

    static final String NO_ROOM = "You are in no room: /join one first, or see /rooms.";

    private final Screen screen;
    private final UserView me;
    private final TaskLoop loop;
    private final ChatConnection connection;
    private final Outbox outbox;
    private final Conversation conversation;
    private final RoomNotices bystander;
    private final Keyboard keyboard;
    private final Duration patience;
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private boolean online;
    private boolean leaving;

    /**
     * @param patience how long leaving waits for lines that are not sent yet, from the last sign of progress
     * @param jitter spreads the times of reconnecting
     */
    Session(
            Screen screen,
            Http http,
            Tokens tokens,
            RestClient rest,
            UserView me,
            Duration patience,
            RandomGenerator jitter) {
        this.screen = screen;
        this.patience = patience;
        this.me = me;
        this.loop = new TaskLoop(this::broken);
        this.connection = new ChatConnection(loop, http, tokens, jitter, this);
        this.outbox = new Outbox(loop, screen, connection);
        this.conversation = new Conversation(loop, screen, rest, me.id(), connection, this::settle);
        this.bystander = new RoomNotices(loop, screen, rest, conversation);
        this.keyboard = new Keyboard(screen, new CommandExecutor(screen, rest, this), outbox, this);
    }

    /** Chats, beginning in {@code first}, until it is over; answers 0, or 1 if a line was not sent or it broke. */
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

    /** Leaves as if the person had asked for it; may be called at any time, from any thread. */
    void leaveSoon() {
        loop.run(this::leave);
    }

    /** Is it over before {@code pause} is? Waits for that long at most. */
    boolean isOverWithin(Duration pause) throws InterruptedException {
        return over.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void broken(RuntimeException bug) {
        try {
            var what = bug.getClass().getName();
            screen.note(bug instanceof UncheckedIOException ? "the output is closed" : "this program broke: " + what);
        } finally {
            ended.complete(1);
        }
    }

    // --- what is typed ---------------------------------------------------------------------------------------------

    /** Sends {@code body} to the room on the screen; a place in the outbox must have been reserved. */
    void say(String body) {
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

    /** Asks the conversation, in turn with all that happens, and waits for the answer. */
    <T> T ask(Function<Conversation, T> question) {
        var answer = new CompletableFuture<T>();
        loop.run(() -> answer.complete(question.apply(conversation)));
        return answer.join();
    }

    /** Does {@code task} with the conversation, in turn with all that happens. */
    void onScreen(Consumer<Conversation> task) {
        loop.run(() -> task.accept(conversation));
    }

    /** Puts another room on the screen. */
    void goTo(RoomSummary room) {
        loop.run(() -> enter(room));
    }

    private void enter(RoomSummary room) {
        bystander.entered(room.id());
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

    // --- what the connection tells ---------------------------------------------------------------------------------

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
        outbox.online();
        prompt();
    }

    @Override
    public void frame(JsonNode frame) {
        switch (frame.path("type").asText()) {
            case "error" -> outbox.refused(frame);
            case "message.created" -> frame.path("messages").forEach(json -> created(MessageView.of(json)));
            case "ack", "message.updated", "message.deleted", "message.pinned" -> messages(frame);
            case "synced" -> {
                messages(frame);
                if (conversation.isIn(frame.path("room_id").asText())) {
                    conversation.heardOf(frame.path("room").path("message_seq").asLong());
                }
            }
            default -> {
                bystander.frame(frame);
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
            bystander.saidElsewhere(message);
        }
    }

    private void message(MessageView message) {
        settle(message);
        if (conversation.isIn(message.room())) {
            conversation.accept(message);
        }
    }

    /** Whichever way a message of mine is met, it is stored. */
    private void settle(MessageView message) {
        if (message.isOf(me.id())) {
            outbox.stored(message.clientId());
        }
        if (leaving) {
            loop.run(this::leaveIfDone);
        }
    }

    /** Tells of each loss, and of fewer and fewer of the failures after it. */
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

    /** The first time waits for what is not sent yet; the second time does not. */
    private void leave() {
        if (leaving) {
            finish(0);
            return;
        }
        leaving = true;
        loop.after(MOMENT, this::tellWaiting);
        waitForProgress(outbox.settledSoFar());
        leaveIfDone();
    }

    private void tellWaiting() {
        if (outbox.waiting() > 0) {
            screen.note("waiting for " + Conversation.counted(outbox.waiting(), "line")
                    + " to be sent; leave again to give up");
        }
    }

    private void waitForProgress(int settledBefore) {
        loop.after(patience, () -> {
            if (outbox.settledSoFar() == settledBefore) {
                finish(0);
            } else {
                waitForProgress(outbox.settledSoFar());
            }
        });
    }

    /** A script also gets to see what it has sent. */
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
