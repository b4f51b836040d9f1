package dev.confab.chat.app.client;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Does what a {@link Command} says. For the thread that reads what is typed, which waits for the server here. */
final class CommandExecutor {

    private static final int HISTORY = 20;

    private final Screen screen;
    private final RestClient rest;
    private final Session session;
    private final RoomMenu menu = new RoomMenu();

    CommandExecutor(Screen screen, RestClient rest, Session session) {
        this.screen = screen;
        this.rest = rest;
        this.session = session;
    }

    /** Does it; false if it was the one to leave. */
    boolean run(String typed) {
        var call = Command.parse(typed);
        try {
            call.ifPresentOrElse(this::run, () -> screen.note("no such command; /help lists them"));
        } catch (Fault fault) {
            screen.note("that did not work: " + fault.reason());
        }
        return call.isEmpty() || call.get().command() != Command.QUIT;
    }

    private void run(Command.Call call) {
        var argument = call.argument();
        switch (call.command()) {
            case ROOMS -> menu.print(rest.myRooms(), screen);
            case JOIN -> join(argument);
            case DIRECT -> direct(argument);
            case WHO -> inRoom(room -> who(rest.members(room.id())));
            case HISTORY -> history(argument);
            case HELP -> help();
            case QUIT -> session.leaveSoon();
        }
    }

    private void join(String name) {
        if (name.isEmpty()) {
            screen.note("/join what? A name, or a number of the /rooms list");
            return;
        }
        session.goTo(menu.pick(name).orElseGet(() -> rest.roomByName(name)));
    }

    private void direct(String username) {
        if (username.isEmpty()) {
            screen.note("/direct to whom?");
            return;
        }
        rest.person(username)
                .ifPresentOrElse(
                        person -> session.goTo(rest.directRoom(person.id())),
                        () -> screen.note("nobody here is called " + username));
    }

    private void who(List<UserView> members) {
        screen.note("online: " + names(members, true));
        screen.note("offline: " + names(members, false));
    }

    private static String names(List<UserView> members, boolean online) {
        var names = members.stream()
                .filter(person -> person.isOnline() == online)
                .map(UserView::username)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "nobody" : names;
    }

    private void history(String count) {
        if (!count.matches("\\d{0,3}")) {
            screen.note("/history how many? At most " + RestClient.PAGE);
            return;
        }
        int limit = count.isEmpty() ? HISTORY : Math.clamp(Integer.parseInt(count), 1, RestClient.PAGE);
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
        screen.note("Everything else is sent; begin with // for a message that begins with /.");
    }

    private void inRoom(Consumer<RoomSummary> task) {
        var room = session.ask(Conversation::room);
        room.ifPresentOrElse(task, () -> screen.note(Session.NO_ROOM));
    }
}
