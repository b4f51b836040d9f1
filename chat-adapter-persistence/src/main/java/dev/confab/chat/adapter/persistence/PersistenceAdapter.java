package dev.confab.chat.adapter.persistence;

import static java.util.Objects.requireNonNull;

import com.zaxxer.hikari.HikariDataSource;
import dev.confab.chat.domain.port.CategoryStore;
import dev.confab.chat.domain.port.DeviceStore;
import dev.confab.chat.domain.port.ImageCatalog;
import dev.confab.chat.domain.port.InviteStore;
import dev.confab.chat.domain.port.LoginStore;
import dev.confab.chat.domain.port.MembershipStore;
import dev.confab.chat.domain.port.MessageSearch;
import dev.confab.chat.domain.port.MessageStore;
import dev.confab.chat.domain.port.PushOutbox;
import dev.confab.chat.domain.port.ReactionStore;
import dev.confab.chat.domain.port.ReceiptJournal;
import dev.confab.chat.domain.port.RoomStore;
import dev.confab.chat.domain.port.ServiceTokenStore;
import dev.confab.chat.domain.port.Transactions;
import dev.confab.chat.domain.port.Unavailable;
import dev.confab.chat.domain.port.UserStore;
import java.sql.SQLException;
import java.util.function.Function;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/**
 * Keeps everything in a relational database: H2 inside this process, or PostgreSQL 15 and newer.
 *
 * <p><b>Durability.</b> When a write returns, PostgreSQL has flushed it as its {@code fsync} setting says, and a session
 * whose {@code synchronous_commit} is off gets it switched on; H2 has written its file and forced it to disk. H2 in
 * memory keeps nothing.
 *
 * <p><b>Threads.</b> Everything here may be called from many threads, virtual ones too. A unit of work is bound to the
 * thread that began it and holds one connection from its first statement on; when all {@link Settings#poolSize} are in
 * use, others wait in a line up to 5 seconds.
 *
 * <p><b>Errors.</b> {@link Unavailable} when the database is away, the pool is exhausted or a lock was not to be had
 * within 10 seconds; what the work itself throws passes through unchanged; anything else is a fault and comes as the
 * driver or Hibernate throws it. Neither SQL nor values are logged.
 *
 * <p><b>Limits.</b> An H2 file belongs to one process at a time; another one that opens it gets {@link Unavailable}.
 */
public final class PersistenceAdapter implements AutoCloseable {

    private final HikariDataSource pool;
    private final SessionFactory sessions;
    private final UnitsOfWork units;
    private final Flavor flavor;

    private PersistenceAdapter(HikariDataSource pool, Settings settings) {
        this.pool = pool;
        this.sessions = Mapping.of(pool);
        this.flavor = settings.flavor();
        this.units = new UnitsOfWork(sessions, flavor, new Queue(settings.poolSize(), Pool.LONGEST_WAIT));
    }

    /**
     * Connects and brings the schema up to date.
     *
     * @throws IllegalArgumentException if the settings name no database that can be used
     * @throws IllegalStateException if the database is of a version that cannot be used, or damaged
     * @throws Unavailable if the database cannot be reached
     */
    public static PersistenceAdapter open(Settings settings) {
        return connected(settings, pool -> {
            Migrations.run(settings);
            return new PersistenceAdapter(pool, settings);
        });
    }

    /** As {@link #open}, but leaves again and answers how many migrations there were to do. */
    public static int migrate(Settings settings) {
        return connected(settings, pool -> {
            try (pool) {
                return Migrations.run(settings);
            }
        });
    }

    private static <T> T connected(Settings settings, Function<HikariDataSource, T> use) {
        HikariDataSource pool = null;
        try {
            H2File.requireUsable(settings);
            pool = Pool.open(settings);
            return use.apply(pool);
        } catch (RuntimeException failure) {
            if (pool != null) {
                pool.close();
            }
            throw Faults.translated(failure);
        }
    }

    public Transactions transactions() {
        return units;
    }

    public UserStore users() {
        return new SqlUserStore(units);
    }

    public LoginStore logins() {
        return new SqlLoginStore(units);
    }

    public RoomStore rooms() {
        return new SqlRoomStore(units);
    }

    public MembershipStore memberships() {
        return new SqlMembershipStore(units);
    }

    public MessageStore messages() {
        return new SqlMessageStore(units);
    }

    public MessageSearch search() {
        return new SqlMessageSearch(units, flavor);
    }

    public ReactionStore reactions() {
        return new SqlReactionStore(units);
    }

    public ReceiptJournal receipts() {
        return new SqlReceiptJournal(units);
    }

    public InviteStore invites() {
        return new SqlInviteStore(units);
    }

    public CategoryStore categories() {
        return new SqlCategoryStore(units);
    }

    public ServiceTokenStore serviceTokens() {
        return new SqlServiceTokenStore(units);
    }

    public ImageCatalog images() {
        return new SqlImageCatalog(units);
    }

    public DeviceStore devices() {
        return new SqlDeviceStore(units);
    }

    public PushOutbox pushOutbox() {
        return new SqlPushOutbox(units);
    }

    /** Does the database answer? Takes at most a few seconds, and needs no unit of work. */
    public boolean isReachable() {
        try (var connection = pool.getConnection();
                var statement = connection.createStatement()) {
            statement.setQueryTimeout(2);
            return statement.execute("select id from room fetch first 1 rows only");
        } catch (SQLException away) {
            return false;
        }
    }

    /** For tests that count statements. */
    SessionFactory sessions() {
        return sessions;
    }

    /** Gives all connections back; units of work still running fail. Closing twice does nothing. */
    @Override
    public void close() {
        sessions.close();
        pool.close();
    }

    /**
     * Which database, and how much of it.
     *
     * @param jdbcUrl {@code jdbc:h2:file:PATH}, {@code jdbc:h2:mem:NAME} or {@code jdbc:postgresql://HOST/DATABASE}, with
     *     parameters of the driver's if any; those that are given stay, the rest get defaults
     * @param poolSize the most connections at once; {@value #DEFAULT_POOL_SIZE} is plenty for short transactions
     */
    public record Settings(
            String jdbcUrl, @Nullable String user, @Nullable String password, int poolSize) {

        public static final int DEFAULT_POOL_SIZE = 10;

        public Settings {
            requireNonNull(jdbcUrl);
            if (poolSize < 1) {
                throw new IllegalArgumentException("The database pool needs at least one connection.");
            }
            Flavor.of(jdbcUrl).completed(jdbcUrl);
        }

        Flavor flavor() {
            return Flavor.of(jdbcUrl);
        }

        /** Without the password; the URL may hold one as well. */
        @Override
        public String toString() {
            return "Settings[" + flavor() + ", poolSize=" + poolSize + "]";
        }
    }
}
