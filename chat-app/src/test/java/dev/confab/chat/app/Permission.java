package dev.confab.chat.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One row of the permission table: an operation and the expected status for each role.
 *
 * @param address under {@code /api/v1/}, with names in braces for ids of a {@link RoomScenario}
 * @param body request body, with such names too; empty for none
 */
record Permission(String method, String address, Map<RoomScenario.Role, Integer> statuses, String body) {

    private static final int BEFORE_STATUSES = 2;

    /** Parses a table: method, address, one status per role in order, and the rest of the line as body. */
    static List<Permission> table(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(Permission::row)
                .toList();
    }

    private static Permission row(String line) {
        var roles = RoomScenario.Role.values();
        var words = line.split("\\s+", BEFORE_STATUSES + roles.length + 1);
        assertThat(words.length).as(line).isGreaterThanOrEqualTo(BEFORE_STATUSES + roles.length);
        var statuses = new LinkedHashMap<RoomScenario.Role, Integer>();
        for (int i = 0; i < roles.length; i++) {
            statuses.put(roles[i], Integer.valueOf(words[BEFORE_STATUSES + i]));
        }
        var body = words.length > BEFORE_STATUSES + roles.length ? words[words.length - 1] : "";
        return new Permission(words[0], words[1], statuses, body);
    }

    /** Returns the statuses that a server responds with, each role in a new scene. */
    Map<RoomScenario.Role, Integer> ask(ScenarioServer stage, boolean inPublic) {
        var answers = new LinkedHashMap<RoomScenario.Role, Integer>();
        var shared = stage.scene(inPublic);
        for (var role : RoomScenario.Role.values()) {
            var scene = method.equals("GET") ? shared : stage.scene(inPublic);
            answers.put(role, scene.ask(role, method, address, body));
        }
        return answers;
    }

    /** Returns the operation as the API description spells it, with parameters in braces. */
    String operation() {
        var path = Stream.of(address.split("/", -1)).map(Permission::segment).toList();
        return method + " /api/v1/" + String.join("/", path);
    }

    private static String segment(String segment) {
        return segment.startsWith("{") ? "{}" : segment.split("\\?", 2)[0];
    }

    @Override
    public String toString() {
        return method + " " + address + " " + Arrays.toString(statuses.values().toArray());
    }
}
