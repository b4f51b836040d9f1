package dev.confab.chat.app;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code confab migrate}: brings the database schema up to date and exits. */
@Command(name = "migrate", description = "Bring the database schema up to date.", mixinStandardHelpOptions = true)
final class MigrateCommand implements Callable<Integer> {

    private final CommandContext context;

    @Spec
    private @Nullable CommandSpec spec;

    MigrateCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var settings = SettingsOptions.read(Objects.requireNonNull(spec), context);
        int migrations = DatabaseOpener.migrate(settings);
        context.out().println(migrations == 0 ? "The schema is up to date." : "Migrations done: " + migrations);
        return 0;
    }
}
