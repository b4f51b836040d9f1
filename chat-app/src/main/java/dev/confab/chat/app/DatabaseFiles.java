package dev.confab.chat.app;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The files of an H2 database, which H2 makes as the umask says: closed to others before it is opened, and after that for
 * those that came with it.
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
     * Makes the data file, empty, so that it is closed from its first byte on.
     *
     * @throws StartFailure if the database could not be written
     */
    void prepare() {
        var data = folder.resolve(name + DATA);
        try {
            if (Files.isDirectory(folder)) {
                Files.createFile(data, DataFolder.ownersFile());
            }
        } catch (FileAlreadyExistsException known) {
            DataFolder.requireWritable(data);
        } catch (IOException failure) {
            throw new StartFailure("Cannot make the database file " + data + ": " + failure, failure);
        }
        tighten();
    }

    /** Closes all files of the database to others. */
    void tighten() {
        try {
            files().forEach(DataFolder::closeToOthers);
        } catch (IOException failure) {
            throw new StartFailure("Cannot look into the folder of the database " + folder + ": " + failure, failure);
        }
    }

    private List<Path> files() throws IOException {
        var files = new ArrayList<Path>();
        if (Files.isDirectory(folder)) {
            try (var found = Files.newDirectoryStream(
                    folder, file -> file.getFileName().toString().startsWith(name + "."))) {
                found.forEach(files::add);
            }
        }
        return files;
    }
}
