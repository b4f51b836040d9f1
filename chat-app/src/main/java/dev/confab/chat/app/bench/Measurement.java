package dev.confab.chat.app.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a stretch of a run has cost.
 *
 * @param seconds from its begin to the last thing that was waited for
 * @param before what the processes had used when it began
 * @param toolSeconds of processor time that this tool itself took
 */
record Measurement(double seconds, List<Processes.Usage> before, List<Processes.Usage> after, double toolSeconds) {

    /** Takes the measure of {@code work}. What is counted in the ledger begins anew. */
    static Measurement of(TestStage stage, Runnable work) {
        stage.loop().ask(() -> {
            stage.ledger().startOver();
            return true;
        });
        var before = stage.processes().usage();
        long toolBefore = toolNanos();
        long start = System.nanoTime();
        work.run();
        long end = stage.loop().ask(stage.ledger()::lastProgress);
        return new Measurement(
                seconds(Math.max(0, end - start)),
                before,
                stage.processes().usage(),
                seconds(toolNanos() - toolBefore));
    }

    private static double seconds(long nanos) {
        return (double) nanos / TimeUnit.SECONDS.toNanos(1);
    }

    private static long toolNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    /** Processor time of all processes together. */
    double cpu() {
        return sum(after) - sum(before);
    }

    private static double sum(List<Processes.Usage> usages) {
        return usages.stream().mapToDouble(Processes.Usage::seconds).sum();
    }
}
