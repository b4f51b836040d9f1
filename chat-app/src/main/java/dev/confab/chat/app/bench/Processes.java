package dev.confab.chat.app.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The usage of processes with all their children, from {@code /proc}. Linux only. */
final class Processes {

    /**
     * One process with its children.
     *
     * @param seconds of processor time, children that have ended included
     * @param kilobytes in memory; what processes share counts for each
     */
    record Usage(long pid, String name, double seconds, long kilobytes) {}

    private record Stat(long pid, long parent, String name, long ticks) {}

    /** Linux reports times in hundredths of a second, independent of its clock. */
    private static final double TICKS_PER_SECOND = 100;

    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s*(\\d+) kB");

    private final Path proc;
    private final List<Long> pids;

    Processes(List<Long> pids) {
        this(Path.of("/proc"), pids);
    }

    Processes(Path proc, List<Long> pids) {
        this.proc = proc;
        this.pids = pids;
    }

    /** @throws BenchFailure if a process does not exist */
    List<Usage> usage() {
        var all = all();
        return pids.stream().map(pid -> usage(pid, all)).toList();
    }

    private Usage usage(long pid, Map<Long, Stat> all) {
        var root = all.get(pid);
        if (root == null) {
            throw new BenchFailure("There is no process " + pid + " on this machine");
        }
        var tree = new ArrayList<>(List.of(root));
        for (int i = 0; i < tree.size(); i++) {
            long parent = tree.get(i).pid;
            all.values().stream().filter(stat -> stat.parent == parent).forEach(tree::add);
        }
        long ticks = tree.stream().mapToLong(Stat::ticks).sum();
        long kilobytes = tree.stream().mapToLong(stat -> resident(stat.pid)).sum();
        return new Usage(pid, root.name, ticks / TICKS_PER_SECOND, kilobytes);
    }

    private Map<Long, Stat> all() {
        var all = new HashMap<Long, Stat>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(
                proc, folder -> NUMBER.matcher(folder.getFileName().toString()).matches())) {
            for (var folder : folders) {
                read(folder.resolve("stat")).map(Processes::stat).ifPresent(stat -> all.put(stat.pid, stat));
            }
        } catch (IOException e) {
            throw new BenchFailure("Cannot read " + proc + "; --pid needs Linux", e);
        }
        return all;
    }

    /** Skips the name, which is in parentheses and can contain anything. Numbers follow. */
    private static Stat stat(String text) {
        int open = text.indexOf('(');
        int close = text.lastIndexOf(')');
        var fields = text.substring(close + 2).split(" ", -1);
        long ticks = 0;
        for (int i = 11; i <= 14; i++) {
            ticks += Long.parseLong(fields[i]);
        }
        return new Stat(
                Long.parseLong(text.substring(0, open - 1)),
                Long.parseLong(fields[1]),
                text.substring(open + 1, close),
                ticks);
    }

    private long resident(long pid) {
        return read(proc.resolve(pid + "/status"))
                .map(RESIDENT::matcher)
                .filter(Matcher::find)
                .map(found -> Long.parseLong(found.group(1)))
                .orElse(0L);
    }

    /** Returns the text of a file; empty for a process that has just ended. */
    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
