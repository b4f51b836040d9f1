package dev.confab.chat.adapter.image;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.confab.chat.domain.Uuids;
import dev.confab.chat.domain.port.ImageStore;
import dev.confab.chat.domain.port.Unavailable;
import dev.confab.chat.domain.room.Image.Rendition;
import dev.confab.chat.domain.room.ImageId;
import dev.confab.chat.domain.room.ProcessedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A store of files in 256 folders, which the last two digits of the id select. The first digits are a time, so all ids
 * of a year would share a folder. File names consist of ids only. A file is written under a temporary name, forced to
 * disk and renamed, so a file with its final name is complete.
 */
final class DiskImageStore implements ImageStore {

    private static final String UNFINISHED = ".part";
    private static final int FOLDER_DIGITS = 2;
    private static final int PROBE_BYTES = 1 << 16;

    private final Path root;
    private final InstantSource clock;

    DiskImageStore(Path root, InstantSource clock) {
        this.root = root;
        this.clock = clock;
    }

    @Override
    public void put(ImageId id, ProcessedImage picture) {
        try {
            var folder = folder(id);
            makeFolder(root);
            makeFolder(folder);
            write(path(id, Rendition.FILE), picture.file().bytes());
            write(path(id, Rendition.THUMBNAIL), picture.thumbnail().bytes());
            force(folder);
            force(root);
        } catch (IOException full) {
            throw new Unavailable("the image files", full);
        }
    }

    /** Uses a fixed file name, so that a file left by a crash is overwritten. */
    static boolean isWritable(Path root) {
        var file = root.resolve("probe" + UNFINISHED);
        try {
            makeFolder(root);
            Files.write(file, new byte[PROBE_BYTES]);
            return true;
        } catch (IOException failure) {
            return false;
        } finally {
            file.toFile().delete();
        }
    }

    private void write(Path path, byte[] bytes) throws IOException {
        var unfinished = path.resolveSibling(UUID.randomUUID() + UNFINISHED);
        try {
            try (var file = FileChannel.open(unfinished, Set.of(CREATE_NEW, WRITE), ownersOnly(path, "rw-------"))) {
                for (var left = ByteBuffer.wrap(bytes); left.hasRemaining(); ) {
                    file.write(left);
                }
                file.force(true);
            }
            Files.setLastModifiedTime(unfinished, FileTime.from(clock.instant()));
            Files.move(unfinished, path, ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static void makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, ownersOnly(folder, "rwx------"));
        }
    }

    /** Returns no attributes if the file system does not support such permissions. */
    private static FileAttribute<?>[] ownersOnly(Path path, String permissions) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /** Makes the names in the folder durable, if the operating system permits opening folders. */
    private static void force(Path folder) {
        try (var opened = FileChannel.open(folder, READ)) {
            opened.force(true);
        } catch (IOException unsupported) {
            // Windows makes names durable itself.
        }
    }

    @Override
    public Optional<SeekableByteChannel> open(ImageId id, Rendition rendition) {
        try {
            return Optional.of(FileChannel.open(path(id, rendition), READ));
        } catch (NoSuchFileException missing) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new Unavailable("the image files", unreadable);
        }
    }

    @Override
    public void delete(Collection<ImageId> ids) {
        try {
            for (var id : ids) {
                for (var rendition : Rendition.values()) {
                    Files.deleteIfExists(path(id, rendition));
                }
            }
        } catch (IOException undeletable) {
            throw new Unavailable("the image files", undeletable);
        }
    }

    @Override
    public void sweep(Instant time, int size, Consumer<List<ImageId>> batch) {
        try (var folders = Files.newDirectoryStream(root, Files::isDirectory)) {
            for (var folder : folders) {
                sweepFolder(folder, time, size, batch);
            }
        } catch (NoSuchFileException empty) {
            // Nothing has been stored yet.
        } catch (IOException unreadable) {
            throw new Unavailable("the image files", unreadable);
        }
    }

    private static void sweepFolder(Path folder, Instant time, int size, Consumer<List<ImageId>> batch)
            throws IOException {
        var found = new LinkedHashSet<ImageId>();
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                if (isOlder(file, time)) {
                    idOf(file).ifPresent(found::add);
                }
                if (found.size() == size) {
                    batch.accept(drain(found));
                }
            }
        }
        if (!found.isEmpty()) {
            batch.accept(drain(found));
        }
    }

    private static List<ImageId> drain(Set<ImageId> found) {
        var drained = new ArrayList<>(found);
        found.clear();
        return drained;
    }

    /** Also false for a file that was deleted in the meantime. An old unfinished file is deleted. */
    private static boolean isOlder(Path file, Instant time) throws IOException {
        try {
            boolean isOlder = Files.getLastModifiedTime(file).toInstant().isBefore(time);
            if (isOlder && file.toString().endsWith(UNFINISHED)) {
                Files.deleteIfExists(file);
            }
            return isOlder;
        } catch (NoSuchFileException deleted) {
            return false;
        }
    }

    private static Optional<ImageId> idOf(Path file) {
        var name = file.getFileName().toString();
        int dot = name.indexOf('.');
        return dot < 0 || name.endsWith(UNFINISHED)
                ? Optional.empty()
                : Uuids.parse(name.substring(0, dot)).map(ImageId::new);
    }

    private Path folder(ImageId id) {
        var digits = id.toString();
        return root.resolve(digits.substring(digits.length() - FOLDER_DIGITS));
    }

    private Path path(ImageId id, Rendition rendition) {
        return folder(id).resolve(id + "." + rendition.name().toLowerCase(Locale.ROOT));
    }
}
