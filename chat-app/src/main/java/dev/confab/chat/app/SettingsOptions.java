package dev.confab.chat.app;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The flags of commands that need settings: one per setting, and {@code --config}. */
final class SettingsOptions {

    private static final String CONFIG = "--config";

    private SettingsOptions() {}

    /** Adds the flags of all settings. */
    static CommandLine all(CommandLine command) {
        return addTo(command, SettingTable.all());
    }

    /** Adds the flags of the settings that locate the database. */
    static CommandLine ofDatabase(CommandLine command) {
        return addTo(
                command,
                List.of(
                        SettingTable.DATA_DIR,
                        SettingTable.DATABASE_URL,
                        SettingTable.DATABASE_USER,
                        SettingTable.DATABASE_PASSWORD));
    }

    private static CommandLine addTo(CommandLine command, List<Setting<?>> settings) {
        var options = CommandSpec.create();
        options.addOption(OptionSpec.builder(CONFIG)
                .paramLabel("PATH")
                .type(Path.class)
                .description("Settings file. Default: confab.conf, if it exists")
                .build());
        settings.stream().map(SettingsOptions::option).forEach(options::addOption);
        command.getCommandSpec()
                .addMixin("settings", options)
                .usageMessage()
                .sortOptions(false)
                .abbreviateSynopsis(true)
                .footer(
                        "",
                        "Settings can also be environment variables, such as CONFAB_PORT=8081, or keys of the file.");
        return command;
    }

    private static OptionSpec option(Setting<?> setting) {
        return OptionSpec.builder(setting.flag())
                .paramLabel(setting.isSecret() ? "PATH" : "VALUE")
                .type(String.class)
                .description(setting.description())
                .build();
    }

    /**
     * Returns the settings, with the flags of the command that is running.
     *
     * @throws WrongSettings with all problems
     */
    static Settings read(CommandSpec running, CommandContext context) {
        return Settings.read(new Settings.Sources(
                context.directory(), running.findOption(CONFIG).getValue(), context.environment(), flags(running)));
    }

    private static Map<String, String> flags(CommandSpec running) {
        var flags = new LinkedHashMap<String, String>();
        for (var setting : SettingTable.all()) {
            var option = running.findOption(setting.flag());
            if (option != null && option.<String>getValue() != null) {
                flags.put(setting.flag(), option.getValue());
            }
        }
        return flags;
    }
}
