package dev.confab.chat.app.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Time and processor time of a part of a run.
 *
 * @param seconds from its start to the last expected event
 * @param before the usage of the processes at its start
 * @param toolSeconds processor time of this tool
 */
record Measurement(double seconds, List<Processes.Usage> before, List<Processes.Usage> after, double toolSeconds) {

    /** Runs and measures {@code work}, after resetting the ledger. */
    static Measurement of(TestStage stage, Runnable work) {
        stage.loop().ask(() -> {
            stage.ledger().reset();
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

    /** Returns the processor seconds of all processes together. */
    double cpu() {
        return sum(after) - sum(before);
    }

    private static double sum(List<Processes.Usage> usages) {
        return usages.stream().mapToDouble(Processes.Usage::seconds).sum();
    }
}
