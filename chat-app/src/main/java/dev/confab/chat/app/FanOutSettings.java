package dev.confab.chat.app;

import dev.confab.chat.adapter.fanout.FanOutAdapter.InProcess;
import dev.confab.chat.adapter.fanout.FanOutAdapter.Postgres;
import dev.confab.chat.adapter.fanout.FanOutAdapter.Redis;
import dev.confab.chat.adapter.fanout.FanOutAdapter.Via;
import java.util.List;
import java.util.Locale;

/** Reads the settings about how nodes hear of each other, and notes which of them do not go together. */
final class FanOutSettings {

    private static final List<Setting> OF_REDIS = List.of(Setting.REDIS_URL, Setting.REDIS_PREFIX);

    /** The choices; an underscore is a hyphen to whoever sets it. */
    private enum Choice {
        IN_PROCESS,
        REDIS,
        POSTGRES;

        static Choice parse(String value) {
            for (var choice : values()) {
                if (choice.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(value)) {
                    return choice;
                }
            }
            throw new IllegalArgumentException("must be in-process, redis or postgres, not \"" + value + "\"");
        }
    }

    private final RawSettings given;
    private final Settings.Database database;

    FanOutSettings(RawSettings given, Settings.Database database) {
        this.given = given;
        this.database = database;
    }

    /** Of one node alone also where there is a problem. */
    Via read() {
        var usual = given.has(Setting.REDIS_URL) ? Choice.REDIS : Choice.IN_PROCESS;
        var choice = given.value(Setting.FANOUT, usual, Choice::parse);
        if (choice != Choice.REDIS) {
            OF_REDIS.forEach(setting -> given.refuse(setting, "is of use only with fanout redis"));
        }
        return switch (choice) {
            case IN_PROCESS -> new InProcess();
            case REDIS -> redis();
            case POSTGRES -> postgres();
        };
    }

    private Via redis() {
        var prefix = given.value(Setting.REDIS_PREFIX, Redis.USUAL_PREFIX, SettingValues::prefix);
        if (!given.has(Setting.REDIS_URL)) {
            given.refuse(Setting.FANOUT, "redis needs redis-url");
        }
        Via otherwise = new InProcess();
        return given.value(Setting.REDIS_URL, otherwise, url -> new Redis(url, prefix));
    }

    private Via postgres() {
        if (!Postgres.isFor(database.url())) {
            given.refuse(Setting.FANOUT, "postgres needs a PostgreSQL as database-url");
            return new InProcess();
        }
        var password = database.password();
        return new Postgres(database.url(), database.user(), password == null ? null : password.value());
    }
}
