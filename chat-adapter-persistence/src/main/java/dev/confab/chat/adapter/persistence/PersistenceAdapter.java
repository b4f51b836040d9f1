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
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.port.Transactions;
import dev.confab.chat.domain.port.Unavailable;
import dev.confab.chat.domain.port.UserStore;
import java.util.function.Function;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/**
 * The stores in a relational database: H2 inside this process, or PostgreSQL 15 and newer.
 *
 * <p><b>Durability.</b> When a write returns, PostgreSQL has flushed it according to its {@code fsync} setting; {@code
 * synchronous_commit} is switched on if it is off. H2 has written its file and forced it to disk. H2 in memory keeps
 * nothing.
 *
 * <p><b>Threads.</b> All methods may be called from many threads, also virtual ones. A unit of work is bound to the
 * thread that began it and holds one connection from its first statement on. If all {@link Settings#poolSize}
 * connections are in use, callers wait in a queue for at most 5 seconds.
 *
 * <p><b>Errors.</b> {@link Unavailable} if the database is down or cannot write (read-only, disk full, short of
 * resources, cancelled or timed out), if the pool is exhausted, or if a lock is not available within 10 seconds.
 * Exceptions of the work itself pass unchanged. Other errors are those of the driver or Hibernate. Neither SQL nor
 * values are logged. One log line reports why the database stopped accepting writes, and another one when it accepts
 * them again. That needs no restart, because connections are replaced.
 *
 * <p><b>Limits.</b> An H2 file belongs to one process at a time; a second process gets {@link Unavailable}.
 */
public final class PersistenceAdapter implements Stores, AutoCloseable {

    private final HikariDataSource pool;
    private final SessionFactory sessions;
    private final HibernateTransactions units;
    private final Dialect dialect;
    private final DatabaseHealth health;

    private PersistenceAdapter(HikariDataSource pool, Settings settings) {
        this.pool = pool;
        this.sessions = HibernateConfig.of(pool);
        this.dialect = settings.dialect();
        this.health = new DatabaseHealth(WriteProbe.of(settings), () -> Pool.renew(pool, dialect));
        this.units = new HibernateTransactions(
                sessions, dialect, new ConnectionQueue(settings.poolSize(), Pool.MAX_WAIT), health);
    }

    /**
     * Connects and migrates the schema.
     *
     * @throws IllegalArgumentException if the settings name no supported database
     * @throws IllegalStateException with one sentence for the operator if the database is not usable: too old, an
     *     encoding other than UTF-8, read-only, a missing privilege, or a damaged file
     * @throws Unavailable if the database cannot be reached
     */
    public static PersistenceAdapter open(Settings settings) {
        return connected(settings, pool -> {
            Migrations.run(settings);
            return new PersistenceAdapter(pool, settings);
        });
    }

    /** Connects, migrates the schema, disconnects and returns the number of migrations. */
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
            throw SqlErrors.translated(failure);
        }
    }

    @Override
    public Transactions transactions() {
        return units;
    }

    @Override
    public UserStore users() {
        return new SqlUserStore(units);
    }

    @Override
    public LoginStore logins() {
        return new SqlLoginStore(units);
    }

    @Override
    public RoomStore rooms() {
        return new SqlRoomStore(units);
    }

    @Override
    public MembershipStore memberships() {
        return new SqlMembershipStore(units);
    }

    @Override
    public MessageStore messages() {
        return new SqlMessageStore(units);
    }

    @Override
    public MessageSearch search() {
        return new SqlMessageSearch(units, dialect);
    }

    @Override
    public ReactionStore reactions() {
        return new SqlReactionStore(units);
    }

    @Override
    public ReceiptJournal receipts() {
        return new SqlReceiptJournal(units);
    }

    @Override
    public InviteStore invites() {
        return new SqlInviteStore(units);
    }

    @Override
    public CategoryStore categories() {
        return new SqlCategoryStore(units);
    }

    @Override
    public ServiceTokenStore serviceTokens() {
        return new SqlServiceTokenStore(units);
    }

    @Override
    public ImageCatalog images() {
        return new SqlImageCatalog(units);
    }

    @Override
    public DeviceStore devices() {
        return new SqlDeviceStore(units);
    }

    @Override
    public PushOutbox pushOutbox() {
        return new SqlPushOutbox(units);
    }

    /**
     * Whether the database accepts writes now. Probes it on a connection beside the pool, with a transaction that
     * leaves no data. Needs no unit of work and takes at most a few seconds.
     */
    public boolean isWritable() {
        return health.isWritable();
    }

    /** For tests that count statements. */
    SessionFactory sessions() {
        return sessions;
    }

    /** Closes all connections; running units of work fail. Closing twice has no effect. */
    @Override
    public void close() {
        health.close();
        sessions.close();
        pool.close();
    }

    /**
     * The location of the database and the size of the pool.
     *
     * @param jdbcUrl {@code jdbc:h2:file:PATH}, {@code jdbc:h2:mem:NAME} or {@code jdbc:postgresql://HOST/DATABASE},
     *     optionally with parameters of the driver; missing parameters get defaults
     * @param poolSize the maximum number of connections; {@value #DEFAULT_POOL_SIZE} suffices for short transactions
     */
    public record Settings(
            String jdbcUrl, @Nullable String user, @Nullable String password, int poolSize) {

        public static final int DEFAULT_POOL_SIZE = 10;

        public Settings {
            requireNonNull(jdbcUrl);
            if (poolSize < 1) {
                throw new IllegalArgumentException("The database pool needs at least one connection.");
            }
            Dialect.of(jdbcUrl).completed(jdbcUrl);
        }

        Dialect dialect() {
            return Dialect.of(jdbcUrl);
        }

        /** Omits the password and the URL, which may also contain one. */
        @Override
        public String toString() {
            return "Settings[" + dialect() + ", poolSize=" + poolSize + "]";
        }
    }
}
