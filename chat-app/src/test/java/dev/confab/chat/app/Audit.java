package dev.confab.chat.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares the history of a room with the lines that were sent: each line once and unchanged, seqs 1, 2, 3…, each
 * sender's lines in their order, and every acknowledged line under its acknowledged seq.
 */
final class Audit {

    /** A line and the client id its sender gave it. */
    record Name(String speaker, String clientId) {}

    /** A line as the history returns it. */
    record Shown(long seq, Name name, String body) {

        /** Parses a Message of the wire contract. */
        static Shown of(JsonNode message) {
            return new Shown(
                    message.path("seq").asLong(),
                    new Name(
                            message.path("user_id").asText(),
                            message.path("client_id").asText()),
                    message.path("body").asText());
        }
    }

    private final Map<Name, String> said = new LinkedHashMap<>();
    private final Map<Name, Long> acknowledged = new HashMap<>();
    private final List<String> faults = new ArrayList<>();

    /** Records a sent line. Calls for one sender come in the order of sending. */
    synchronized void said(Name name, String body) {
        said.put(name, body);
    }

    /** Records the acknowledgement of a line under {@code seq}. */
    synchronized void acknowledged(Name name, long seq) {
        var before = acknowledged.put(name, seq);
        if (before != null && before != seq) {
            faults.add(name + " was acknowledged as " + before + " and as " + seq);
        }
    }

    /** Returns the problems of {@code shown}, the complete history, oldest first. */
    synchronized List<String> faults(List<Shown> shown) {
        var all = new ArrayList<>(faults);
        checkSeqs(shown, all);
        var seqs = checkLines(shown, all);
        said.keySet().stream()
                .filter(name -> !seqs.containsKey(name))
                .forEach(name ->
                        all.add(name + (acknowledged.containsKey(name) ? " was acknowledged, and" : "") + " is lost"));
        checkOrder(seqs, all);
        return all;
    }

    private static void checkSeqs(List<Shown> shown, List<String> all) {
        for (int i = 0; i < shown.size(); i++) {
            if (shown.get(i).seq() != i + 1) {
                all.add("number " + (i + 1) + " has seq " + shown.get(i).seq());
            }
        }
    }

    private Map<Name, Long> checkLines(List<Shown> shown, List<String> all) {
        var seqs = new HashMap<Name, Long>();
        for (var line : shown) {
            var name = line.name();
            if (!said.containsKey(name)) {
                all.add(name + " was never said");
            } else if (!said.get(name).equals(line.body())) {
                all.add(name + " reads different");
            }
            if (seqs.put(name, line.seq()) != null) {
                all.add(name + " is there twice");
            }
            if (acknowledged.getOrDefault(name, line.seq()) != line.seq()) {
                all.add(name + " was acknowledged as " + acknowledged.get(name) + " and is " + line.seq());
            }
        }
        return seqs;
    }

    private void checkOrder(Map<Name, Long> seqs, List<String> all) {
        var last = new HashMap<String, Long>();
        for (var name : said.keySet()) {
            var seq = seqs.get(name);
            if (seq != null && seq < last.getOrDefault(name.speaker(), 0L)) {
                all.add(name + " is out of order");
            } else if (seq != null) {
                last.put(name.speaker(), seq);
            }
        }
    }

    /** Returns the complete history of a room, oldest first, as REST returns it to {@code reader}. */
    static List<Shown> history(TestUser reader, String room) {
        var shown = new ArrayList<Shown>();
        while (true) {
            var after = shown.isEmpty() ? 0 : shown.get(shown.size() - 1).seq();
            var page = reader.get("rooms/" + room + "/messages/?limit=200&after_seq=" + after)
                    .path("results");
            if (page.isEmpty()) {
                return shown;
            }
            page.forEach(message -> shown.add(Shown.of(message)));
        }
    }
}
