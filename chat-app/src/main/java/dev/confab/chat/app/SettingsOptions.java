package dev.confab.chat.app;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The flags of commands that need settings: one for each {@link Setting} of interest, and where the file is. */
final class SettingsOptions {

    private static final String CONFIG = "--config";

    private SettingsOptions() {}

    /** Adds the flags of all settings. */
    static CommandLine all(CommandLine command) {
        return addTo(command, EnumSet.allOf(Setting.class));
    }

    /** Adds the flags of the settings that say where everything is kept. */
    static CommandLine ofDatabase(CommandLine command) {
        return addTo(
                command,
                EnumSet.of(Setting.DATA_DIR, Setting.DATABASE_URL, Setting.DATABASE_USER, Setting.DATABASE_PASSWORD));
    }

    private static CommandLine addTo(CommandLine command, Set<Setting> settings) {
        var options = CommandSpec.create();
        options.addOption(OptionSpec.builder(CONFIG)
                .paramLabel("PATH")
                .type(Path.class)
                .description("The file of settings. Default: confab.conf, if there is one")
                .build());
        settings.stream().map(SettingsOptions::option).forEach(options::addOption);
        command.getCommandSpec()
                .addMixin("settings", options)
                .usageMessage()
                .sortOptions(false)
                .footer("", "Settings can also be variables, as in CONFAB_PORT=8081, or keys of the file.");
        return command;
    }

    private static OptionSpec option(Setting setting) {
        return OptionSpec.builder(flag(setting))
                .paramLabel(setting.hasFlag() ? "VALUE" : "PATH")
                .type(String.class)
                .description((setting.hasFlag() ? "" : "File with this: ") + setting.description())
                .build();
    }

    private static String flag(Setting setting) {
        return setting.hasFlag() ? setting.flag() : setting.fileFlag();
    }

    /**
     * The settings, with the flags of the command that is running.
     *
     * @throws WrongSettings if they are wrong
     */
    static Settings read(CommandSpec running, CommandContext around) {
        return Settings.read(new Settings.Sources(
                around.directory(), running.findOption(CONFIG).getValue(), around.environment(), flags(running)));
    }

    private static Map<String, String> flags(CommandSpec running) {
        var flags = new LinkedHashMap<String, String>();
        for (var setting : Setting.values()) {
            var option = running.findOption(flag(setting));
            if (option != null && option.<String>getValue() != null) {
                flags.put(flag(setting), option.getValue());
            }
        }
        return flags;
    }
}
