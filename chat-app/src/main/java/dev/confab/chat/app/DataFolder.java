package dev.confab.chat.app;

import static java.nio.file.attribute.PosixFilePermission.GROUP_WRITE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Permissions of the data folder. Folders and files are created for their owner alone, whatever the umask is, and
 * permissions of other users on existing ones are removed. Does nothing on file systems without POSIX permissions.
 */
final class DataFolder {

    private static final Logger LOG = LoggerFactory.getLogger(DataFolder.class);

    private static final boolean HAS_PERMISSIONS =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");

    /** Lets other users replace a file in a folder, even if the file is closed to them. */
    private static final Set<PosixFilePermission> OTHERS_CAN_WRITE = Set.of(GROUP_WRITE, OTHERS_WRITE);

    /** The embedded database with its companions, the signing secret, the operator socket and the images. */
    private static final String CONTENT = "{confab.*,auth.secret,run,images}";

    private DataFolder() {}

    /**
     * Creates the folder and its parents. An existing one keeps its permissions, with a warning if other users can write to
     * it; the files of Confab in it are closed to other users.
     *
     * @throws StartFailure if the folder cannot be created
     */
    static void make(Path folder) {
        try {
            Files.createDirectories(folder, ownersOnly(FOLDER));
            tightenContent(folder);
        } catch (IOException failure) {
            throw new StartFailure("Cannot create the data folder " + folder + ": " + failure, failure);
        }
        if (!Files.isWritable(folder)) {
            LOG.warn("Cannot write to {}: it is mounted read-only or belongs to another user", folder);
        } else if (isOpenToWriters(folder)) {
            LOG.warn("Other users can write to {} and replace its files; run chmod go-w on it", folder);
        }
    }

    /** @throws StartFailure if {@code path}, which must exist, is not writable */
    static void requireWritable(Path path) {
        if (!Files.isWritable(path)) {
            throw new StartFailure(
                    "Cannot write to " + path + ": it is mounted read-only or belongs to another user", null);
        }
    }

    private static boolean isOpenToWriters(Path folder) {
        try {
            return HAS_PERMISSIONS && !Collections.disjoint(Files.getPosixFilePermissions(folder), OTHERS_CAN_WRITE);
        } catch (IOException unknown) {
            return false;
        }
    }

    /** Returns the attributes with which a file is created for its owner alone. */
    static FileAttribute<?>[] ownersFile() {
        return ownersOnly(FILE);
    }

    private static FileAttribute<?>[] ownersOnly(Set<PosixFilePermission> permissions) {
        return HAS_PERMISSIONS
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    /** Closes the files of Confab in {@code folder} to other users; other files stay as they are. */
    static void tightenContent(Path folder) throws IOException {
        for (var path : content(folder, CONTENT)) {
            tightenWithFolders(path);
        }
    }

    /** Closes a file, or a folder and its direct content. Deeper files cannot be reached by other users then. */
    private static void tightenWithFolders(Path path) throws IOException {
        closeToOthers(path);
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            for (var inner : content(path, "*")) {
                closeToOthers(inner);
            }
        }
    }

    /** Closes {@code path} to other users, with a warning if it was open, or if it cannot be closed. */
    static void closeToOthers(Path path) {
        try {
            if (tighten(path)) {
                LOG.warn("Other users could read {}; its permissions are fixed now", path);
            }
        } catch (IOException impossible) {
            LOG.warn(
                    "Other users may be able to read {}; its permissions cannot be changed: {}",
                    path,
                    impossible.toString());
        }
    }

    private static List<Path> content(Path folder, String glob) throws IOException {
        var paths = new ArrayList<Path>();
        try (var found = Files.newDirectoryStream(folder, glob)) {
            found.forEach(paths::add);
        }
        return paths;
    }

    /** Removes the permissions of other users on {@code path}; returns whether there were any. */
    static boolean tighten(Path path) throws IOException {
        if (!HAS_PERMISSIONS || Files.isSymbolicLink(path)) {
            return false;
        }
        try {
            var allowed = Files.isDirectory(path) ? FOLDER : FILE;
            if (allowed.containsAll(Files.getPosixFilePermissions(path))) {
                return false;
            }
            Files.setPosixFilePermissions(path, allowed);
            return true;
        } catch (NoSuchFileException gone) {
            return false;
        }
    }
}
