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
 * Makes folders and files that only their owner may look into, where the file system knows of owners, and takes the
 * permissions of others away from what was made before or elsewhere, whatever the umask was.
 */
final class DataFolder {

    private static final Logger LOG = LoggerFactory.getLogger(DataFolder.class);

    private static final boolean HAS_OWNERS =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private static final Set<PosixFilePermission> OWNERS_FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNERS_FOLDER = PosixFilePermissions.fromString("rwx------");

    /** Lets others replace a file in a folder, however closed the file is. */
    private static final Set<PosixFilePermission> OTHERS_REPLACE = Set.of(GROUP_WRITE, OTHERS_WRITE);

    /** What we put there: the embedded database with its companions, the signing secret, the socket, and the images. */
    private static final String OURS = "{confab.*,auth.secret,run,images}";

    private DataFolder() {}

    /**
     * Makes the folder with all above it. One that is there keeps its permissions, with a warning if others may write to
     * it; what we have put into it is closed to others.
     *
     * @throws StartFailure if that cannot be done
     */
    static void make(Path folder) {
        try {
            Files.createDirectories(folder, ownersOnly(OWNERS_FOLDER));
            tightenContent(folder);
        } catch (IOException failure) {
            throw new StartFailure("Cannot make the data folder " + folder + ": " + failure, failure);
        }
        if (!Files.isWritable(folder)) {
            LOG.warn("Nothing can be written to {}: it is mounted read-only, or belongs to another user", folder);
        } else if (isOpenToWriters(folder)) {
            LOG.warn(
                    "Others can write to {} and so replace what is in it; take that from them with chmod go-w", folder);
        }
    }

    /** @throws StartFailure if {@code path}, which is there, cannot be written to */
    static void requireWritable(Path path) {
        if (!Files.isWritable(path)) {
            throw new StartFailure(
                    "Cannot write to " + path + ": it is mounted read-only, or belongs to another user", null);
        }
    }

    private static boolean isOpenToWriters(Path folder) {
        try {
            return HAS_OWNERS && !Collections.disjoint(Files.getPosixFilePermissions(folder), OTHERS_REPLACE);
        } catch (IOException unknown) {
            return false;
        }
    }

    /** For a file that is about to be made. */
    static FileAttribute<?>[] ownersFile() {
        return ownersOnly(OWNERS_FILE);
    }

    private static FileAttribute<?>[] ownersOnly(Set<PosixFilePermission> permissions) {
        return HAS_OWNERS
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    /** Closes to others what we have put into {@code folder}; what else lies there is not ours to change. */
    static void tightenContent(Path folder) throws IOException {
        for (var path : content(folder, OURS)) {
            tightenWithFolders(path);
        }
    }

    /** Folders within as well, but not each file in them: nobody else gets there any more. */
    private static void tightenWithFolders(Path path) throws IOException {
        closeToOthers(path);
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            for (var inner : content(path, "*")) {
                closeToOthers(inner);
            }
        }
    }

    /** As {@link #tighten}, and goes on where that is impossible, as with files of another user. */
    static void closeToOthers(Path path) {
        try {
            if (tighten(path)) {
                LOG.warn("Others were able to look into {}, and cannot any more", path);
            }
        } catch (IOException impossible) {
            LOG.warn("Others may be able to look into {}, and that cannot be changed: {}", path, impossible.toString());
        }
    }

    private static List<Path> content(Path folder, String glob) throws IOException {
        var paths = new ArrayList<Path>();
        try (var found = Files.newDirectoryStream(folder, glob)) {
            found.forEach(paths::add);
        }
        return paths;
    }

    /** Takes everybody else's permissions on {@code path} away; true if there were any. */
    static boolean tighten(Path path) throws IOException {
        if (!HAS_OWNERS || Files.isSymbolicLink(path)) {
            return false;
        }
        try {
            var owners = Files.isDirectory(path) ? OWNERS_FOLDER : OWNERS_FILE;
            if (owners.containsAll(Files.getPosixFilePermissions(path))) {
                return false;
            }
            Files.setPosixFilePermissions(path, owners);
            return true;
        } catch (NoSuchFileException gone) {
            return false;
        }
    }
}
