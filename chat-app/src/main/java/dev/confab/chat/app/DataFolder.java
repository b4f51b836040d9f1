package dev.confab.chat.app;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes folders and files that only their owner may look into, where the file system knows of owners. */
final class DataFolder {

    private static final boolean HAS_OWNERS =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private DataFolder() {}

    /**
     * Makes the folder with all above it; one that is there stays as it is.
     *
     * @throws StartFailure if that cannot be done
     */
    static void make(Path folder) {
        try {
            Files.createDirectories(folder, ownersOnly("rwx------"));
        } catch (IOException failure) {
            throw new StartFailure("Cannot make the data folder " + folder + ": " + failure, failure);
        }
    }

    /** For a file that is about to be made. */
    static FileAttribute<?>[] ownersFile() {
        return ownersOnly("rw-------");
    }

    private static FileAttribute<?>[] ownersOnly(String permissions) {
        return HAS_OWNERS
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /** Takes everybody else's permissions on {@code file} away; true if there were any. */
    static boolean tighten(Path file) throws IOException {
        if (!HAS_OWNERS) {
            return false;
        }
        var owners = PosixFilePermissions.fromString("rw-------");
        if (owners.containsAll(Files.getPosixFilePermissions(file))) {
            return false;
        }
        Files.setPosixFilePermissions(file, owners);
        return true;
    }
}
