package dev.confab.chat.adapter.persistence;

import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl;
import org.hibernate.cfg.BatchSettings;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.MappingSettings;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.hibernate.resource.jdbc.spi.PhysicalConnectionHandlingMode;
import org.hibernate.tool.schema.Action;

/** The configuration of Hibernate. */
final class HibernateConfig {

    private static final int BATCH_SIZE = 100;

    private static final Class<?>[] ROWS = {
        UserRow.class,
        LoginRow.class,
        RoomRow.class,
        MembershipRow.class,
        MessageRow.class,
        EditRow.class,
        ReactionRow.class,
        AdvanceRow.class,
        InviteRow.class,
        CategoryRow.class,
        CategoryRoomRow.class,
        ServiceTokenRow.class,
        ImageRow.class,
        DeviceRow.class,
        PendingPushRow.class
    };

    private HibernateConfig() {}

    /** Creates the session factory. Fails if a row class does not match its table. */
    static SessionFactory of(DataSource database) {
        return new HibernatePersistenceConfiguration("confab")
                .managedClasses(ROWS)
                .schemaToolingAction(Action.VALIDATE)
                .property(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, database)
                .property(JdbcSettings.CONNECTION_HANDLING, PhysicalConnectionHandlingMode.DELAYED_ACQUISITION_AND_HOLD)
                .property(BatchSettings.STATEMENT_BATCH_SIZE, BATCH_SIZE)
                // Other types convert each time through a calendar.
                .property(MappingSettings.PREFERRED_INSTANT_JDBC_TYPE, "TIMESTAMP_WITH_TIMEZONE")
                .property(MappingSettings.PHYSICAL_NAMING_STRATEGY, PhysicalNamingStrategySnakeCaseImpl.class.getName())
                // Messages of the database contain values of rows; only the caller gets the exception.
                .property(JdbcSettings.LOG_JDBC_ERRORS, false)
                .property(JdbcSettings.LOG_JDBC_WARNINGS, false)
                .createEntityManagerFactory();
    }
}
