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
 * <p><b>Errors.</b> {@link Unavailable} when the database is away or cannot write (read-only, disk full, short of
 * resources, cancelled or timed out), the pool is exhausted or a lock was not to be had within 10 seconds; what the
 * work itself throws passes through unchanged; anything else is a fault and comes as the driver or Hibernate throws it.
 * Neither SQL nor values are logged. When the database stops taking writes one line in the
 * log says why, and another one when it takes them again, which needs no restart: connections are replaced.
 *
 * <p><b>Limits.</b> An H2 file belongs to one process at a time; another one that opens it gets {@link Unavailable}.
 */
public final class PersistenceAdapter implements Stores, AutoCloseable {

    private final HikariDataSource pool;
    private final SessionFactory sessions;
    private final HibernateTransactions units;
    private final Dialect flavor;
    private final DatabaseHealth health;

    private PersistenceAdapter(HikariDataSource pool, Settings settings) {
        this.pool = pool;
        this.sessions = HibernateConfig.of(pool);
        this.flavor = settings.flavor();
        this.health = new DatabaseHealth(WriteProbe.of(settings), () -> Pool.renew(pool, flavor));
        this.units = new HibernateTransactions(
                sessions, flavor, new ConnectionQueue(settings.poolSize(), Pool.LONGEST_WAIT), health);
    }

    /**
     * Connects and brings the schema up to date.
     *
     * @throws IllegalArgumentException if the settings name no database that can be used
     * @throws IllegalStateException with one sentence for the operator if the database is not fit: too old, another
     *     encoding than UTF-8, read-only, without a privilege that is needed, or a damaged file
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
        return new SqlMessageSearch(units, flavor);
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
     * Whether the database takes writes now. Asks it, on a connection beside the pool, with a transaction that leaves
     * nothing behind. Needs no unit of work. Takes at most a few seconds; a server that hangs is waited for.
     */
    public boolean isWritable() {
        return health.isWritable();
    }

    /** For tests that count statements. */
    SessionFactory sessions() {
        return sessions;
    }

    /** Gives all connections back; units of work still running fail. Closing twice does nothing. */
    @Override
    public void close() {
        health.close();
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
            Dialect.of(jdbcUrl).completed(jdbcUrl);
        }

        Dialect flavor() {
            return Dialect.of(jdbcUrl);
        }

        /** Without the password; the URL may hold one as well. */
        @Override
        public String toString() {
            return "Settings[" + flavor() + ", poolSize=" + poolSize + "]";
        }
    }
}
