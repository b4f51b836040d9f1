package dev.confab.chat.app;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code confab migrate}: brings the schema of the database up to date, and does nothing else. */
@Command(
        name = "migrate",
        description = "Bring the schema of the database up to date, as every start of the server does.",
        mixinStandardHelpOptions = true)
final class MigrateCommand implements Callable<Integer> {

    private final CommandContext around;

    @Spec
    private @Nullable CommandSpec spec;

    MigrateCommand(CommandContext around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        var settings = SettingsOptions.read(Objects.requireNonNull(spec), around);
        int migrations = DatabaseOpener.migrate(settings);
        around.out().println(migrations == 0 ? "The schema is up to date." : "Migrations done: " + migrations);
        return 0;
    }
}
