package dev.confab.chat.app.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.confab.chat.app.protocol.Http;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** The results of a run, as JSON and as a table. */
final class Report {

    private static final MathContext PRECISION = new MathContext(4);
    private static final int LABEL_WIDTH = 44;

    private final ObjectNode json = Http.object();

    Report(Plan plan) {
        var values = json.putObject("plan")
                .put("scenario", plan.scenario().toString())
                .put("url", plan.url().toString())
                .put("clients", plan.clients())
                .put("rooms", plan.rooms())
                .put("members", plan.members())
                .put("messages", plan.messages())
                .put("warm_up", plan.warmUp())
                .put("in_flight", plan.inFlight());
        put(values, "rate", plan.rate());
        values.put("senders", plan.senders())
                .put("body", plan.bodyLength())
                .put("seed", plan.seed())
                .put("awake", plan.awake());
    }

    /**
     * Adds throughput, latencies and processor time.
     *
     * @param messages the number of messages, which may be less than that of actions
     */
    void speed(Ledger ledger, Measurement measured, long messages) {
        put(json, "seconds", measured.seconds());
        json.put("actions", ledger.acked()).put("messages", messages);
        put(json, "messages_per_second", messages / measured.seconds());
        json.put("deliveries", ledger.delivered()).put("recovered_by_sync", ledger.recovered());
        put(json, "deliveries_per_second", ledger.delivered() / measured.seconds());
        latencies("send_to_ack_ms", ledger.acks);
        latencies("send_to_delivery_ms", ledger.deliveries);
        cost(measured);
        costOf(measured, "per_1000_messages", messages, 1_000);
        costOf(measured, "per_100000_deliveries", ledger.heard(), 100_000);
    }

    /** Adds the same for reads. */
    void reads(Ledger ledger, Measurement measured) {
        put(json, "seconds", measured.seconds());
        json.put("reads", ledger.reads.count());
        put(json, "reads_per_second", ledger.reads.count() / measured.seconds());
        latencies("read_ms", ledger.reads);
        cost(measured);
        costOf(measured, "per_1000_reads", ledger.reads.count(), 1_000);
    }

    void latencies(String name, Latencies latencies) {
        if (latencies.count() > 0) {
            var values = json.putObject(name);
            put(values, "p50", latencies.percentile(0.5));
            put(values, "p99", latencies.percentile(0.99));
            put(values, "max", latencies.max());
        }
    }

    private void cost(Measurement measured) {
        var cpu = json.putObject("cpu_seconds");
        for (int i = 0; i < measured.after().size(); i++) {
            var after = measured.after().get(i);
            put(cpu, name(after), after.seconds() - measured.before().get(i).seconds());
        }
        put(cpu, "this_tool", measured.toolSeconds());
    }

    private void costOf(Measurement measured, String name, long count, int per) {
        if (count > 0 && !measured.after().isEmpty()) {
            put((ObjectNode) json.path("cpu_seconds"), name, measured.cpu() * per / count);
        }
    }

    /** Adds the memory of connections. */
    void memory(int connections, Measurement measured) {
        var memory = json.putObject("kilobytes");
        for (int i = 0; i < measured.after().size(); i++) {
            var before = measured.before().get(i);
            var after = measured.after().get(i);
            var values = memory.putObject(name(after))
                    .put("before", before.kilobytes())
                    .put("after", after.kilobytes());
            put(values, "per_connection", (double) (after.kilobytes() - before.kilobytes()) / connections);
        }
    }

    private static String name(Processes.Usage usage) {
        return usage.name() + " " + usage.pid();
    }

    /** Adds the results of the checks. */
    void checks(Ledger ledger) {
        var checks = json.putObject("checks");
        faults(checks.putObject("changes"), ledger.versions);
        faults(checks.putObject("messages"), ledger.seqs);
        checks.putObject("stored").put("lost", ledger.stored.lost()).put("repeated", ledger.stored.repeated());
        checks.put("refused", ledger.refused()).put("disconnects", ledger.disconnects());
        if (ledger.firstRefusal() != null) {
            checks.put("first_refusal", ledger.firstRefusal());
        }
    }

    private static void faults(ObjectNode into, Faults faults) {
        into.put("lost", faults.lost()).put("repeated", faults.repeated()).put("reordered", faults.reordered());
    }

    void put(String name, String value) {
        json.put(name, value);
    }

    private static void put(ObjectNode into, String name, double number) {
        into.put(name, Double.isFinite(number) ? rounded(number) : BigDecimal.ZERO);
    }

    private static BigDecimal rounded(double number) {
        var exact = BigDecimal.valueOf(number);
        return exact.abs().doubleValue() >= 1_000
                ? exact.setScale(0, RoundingMode.HALF_UP)
                : new BigDecimal(exact.round(PRECISION).stripTrailingZeros().toPlainString());
    }

    ObjectNode json() {
        return json;
    }

    void print(PrintStream out) {
        print("", json, out);
    }

    private static void print(String prefix, JsonNode node, PrintStream out) {
        for (var field : node.properties()) {
            var label = prefix + field.getKey().replace('_', ' ');
            if (field.getValue().isObject()) {
                print(label + ": ", field.getValue(), out);
            } else {
                out.println(label
                        + " ".repeat(Math.max(1, LABEL_WIDTH - label.length()))
                        + field.getValue().asText());
            }
        }
    }
}
