package dev.confab.chat.app.bench;

import static java.nio.file.StandardOpenOption.APPEND;

import dev.confab.chat.app.protocol.Credentials;
import dev.confab.chat.app.protocol.Http;
import dev.confab.chat.app.protocol.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The users of a run. They sign up, which is slow by design. With a file they are kept for the next run. Only the owner can
 * read the file, since it holds access tokens.
 */
final class People {

    /** The number of users who sign up at the same time. */
    private static final int AT_ONCE = 4;

    private final Http http;
    private final @Nullable Path file;

    People(Http http, @Nullable Path file) {
        this.http = http;
        this.file = file;
    }

    /**
     * Returns {@code count} users, first those from the file.
     *
     * @param names the prefix of the names of new users
     * @param password the password of new users
     */
    List<VirtualUser> gather(int count, String names, String password) {
        var people = new ArrayList<VirtualUser>();
        if (file != null && Files.exists(file)) {
            people.addAll(read(file));
        }
        var fresh = IntStream.range(people.size(), count)
                .<Callable<VirtualUser>>mapToObj(i -> () -> signUp(new Credentials(names + i, password)))
                .toList();
        var signedUp = inParallel(fresh);
        if (file != null && !signedUp.isEmpty()) {
            write(file, signedUp);
        }
        people.addAll(signedUp);
        return List.copyOf(people.subList(0, count));
    }

    private VirtualUser signUp(Credentials credentials) {
        var id = Tokens.signUp(http, credentials);
        return new VirtualUser(id, Tokens.logIn(http, credentials).current());
    }

    private static List<VirtualUser> read(Path file) {
        try {
            return Files.readAllLines(file).stream().map(People::parse).toList();
        } catch (IOException e) {
            throw new BenchFailure("Cannot read " + file, e);
        }
    }

    private static VirtualUser parse(String line) {
        int space = line.indexOf(' ');
        if (space < 0) {
            throw new BenchFailure("The file of people is not valid; delete it or choose another one");
        }
        return new VirtualUser(line.substring(0, space), line.substring(space + 1));
    }

    private static void write(Path file, List<VirtualUser> people) {
        try {
            if (!Files.exists(file)) {
                create(file);
            }
            var lines = people.stream()
                    .map(person -> person.id() + " " + person.token())
                    .toList();
            Files.write(file, lines, APPEND);
        } catch (IOException e) {
            throw new BenchFailure("Cannot write " + file, e);
        }
    }

    private static void create(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            Files.createFile(file, ownerOnly);
        } else {
            Files.createFile(file);
        }
    }

    private static List<VirtualUser> inParallel(List<Callable<VirtualUser>> tasks) {
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            var done = new ArrayList<VirtualUser>();
            for (var future : threads.invokeAll(tasks)) {
                done.add(future.get());
            }
            return done;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("The run was interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        }
    }
}
