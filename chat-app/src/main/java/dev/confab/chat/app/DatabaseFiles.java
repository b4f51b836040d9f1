package dev.confab.chat.app;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The files of an H2 database. H2 creates them with the modes that the umask allows, so they are closed to other users
 * before the database is opened and, for new ones, right after. An empty file is not created in advance: it would look
 * like a database that was lost.
 */
record DatabaseFiles(Path folder, String name) {

    private static final Pattern URL = Pattern.compile("jdbc:h2:file:(?:async:)?([^;]+).*");

    private static final String DATA = ".mv.db";

    /** Empty for a database that keeps its files elsewhere, or where H2 alone knows. */
    static Optional<DatabaseFiles> of(String url) {
        var parts = URL.matcher(url);
        if (!parts.matches() || !Path.of(parts.group(1)).isAbsolute()) {
            return Optional.empty();
        }
        var path = Path.of(parts.group(1));
        return Optional.of(new DatabaseFiles(
                Objects.requireNonNullElse(path.getParent(), path),
                path.getFileName().toString()));
    }

    /**
     * Closes the files of an earlier run to others.
     *
     * @throws StartFailure if the database cannot be written
     */
    void prepare() {
        var data = folder.resolve(name + DATA);
        if (Files.exists(data)) {
            DataFolder.requireWritable(data);
        }
        files().forEach(DataFolder::closeToOthers);
    }

    /** Closes the files that H2 has created since {@link #prepare}. */
    void closeCreated() {
        for (var file : files()) {
            try {
                DataFolder.tighten(file);
            } catch (IOException ofAnotherUser) {
                // Only a file from before can belong to another user, and prepare has reported it.
            }
        }
    }

    private List<Path> files() {
        var files = new ArrayList<Path>();
        if (Files.isDirectory(folder)) {
            try (var found = Files.newDirectoryStream(
                    folder, file -> file.getFileName().toString().startsWith(name + "."))) {
                found.forEach(files::add);
            } catch (IOException | DirectoryIteratorException failure) {
                throw new StartFailure("Cannot list the database folder " + folder + ": " + failure, failure);
            }
        }
        return files;
    }
}
