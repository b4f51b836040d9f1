package dev.confab.chat.app.client;

import dev.confab.chat.app.protocol.ChatApi;
import dev.confab.chat.app.protocol.Fault;
import dev.confab.chat.app.protocol.RoomSummary;
import dev.confab.chat.app.protocol.UserView;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Runs {@link Command}s on the keyboard thread, which blocks for the calls to the server. */
final class CommandExecutor {

    private static final int HISTORY = 20;

    private final Screen screen;
    private final ChatApi rest;
    private final Session session;
    private final RoomMenu menu = new RoomMenu();

    CommandExecutor(Screen screen, ChatApi rest, Session session) {
        this.screen = screen;
        this.rest = rest;
        this.session = session;
    }

    /** Runs a typed command; returns false if it was {@code /quit}. */
    boolean run(String typed) {
        var call = Command.parse(typed);
        try {
            call.ifPresentOrElse(this::run, () -> screen.note("unknown command; /help lists all commands"));
        } catch (Fault fault) {
            screen.note("failed: " + fault.reason());
        }
        return call.isEmpty() || call.get().command() != Command.QUIT;
    }

    private void run(Command.Call call) {
        var argument = call.argument();
        switch (call.command()) {
            case ROOMS -> menu.print(rest.myRooms(), screen);
            case JOIN -> join(argument);
            case DIRECT -> direct(argument);
            case WHO -> inRoom(room -> printMembers(rest.members(room.id())));
            case HISTORY -> history(argument);
            case HELP -> help();
            case QUIT -> session.leaveSoon();
        }
    }

    private void join(String name) {
        if (name.isEmpty()) {
            screen.note("usage: /join NAME, or a number from /rooms");
            return;
        }
        session.goTo(menu.pick(name).orElseGet(() -> rest.roomByName(name)));
    }

    private void direct(String username) {
        if (username.isEmpty()) {
            screen.note("usage: /direct USER");
            return;
        }
        rest.user(username)
                .ifPresentOrElse(
                        user -> session.goTo(rest.directRoom(user.id())),
                        () -> screen.note("no user is named " + username));
    }

    private void printMembers(List<UserView> members) {
        screen.note("online: " + names(members, true));
        screen.note("offline: " + names(members, false));
    }

    private static String names(List<UserView> members, boolean online) {
        var names = members.stream()
                .filter(member -> member.isOnline() == online)
                .map(UserView::username)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "none" : names;
    }

    private void history(String count) {
        if (!count.matches("\\d{0,3}")) {
            screen.note("usage: /history [N], N at most " + ChatApi.PAGE);
            return;
        }
        int limit = count.isEmpty() ? HISTORY : Math.clamp(Integer.parseInt(count), 1, ChatApi.PAGE);
        long oldest = session.ask(Conversation::oldestShown);
        inRoom(room -> {
            var older = rest.before(room.id(), oldest, limit);
            session.onScreen(conversation -> conversation.showHistory(room, older));
        });
    }

    private void help() {
        for (var command : Command.values()) {
            screen.note(command.help());
        }
        screen.note("Everything else is sent as a message. Type // for a message that begins with /.");
    }

    private void inRoom(Consumer<RoomSummary> task) {
        var room = session.ask(Conversation::room);
        room.ifPresentOrElse(task, () -> screen.note(Session.NO_ROOM));
    }
}
