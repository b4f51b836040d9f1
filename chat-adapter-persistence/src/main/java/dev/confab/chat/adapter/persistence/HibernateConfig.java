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

/** Makes Hibernate know the rows. */
final class HibernateConfig {

    private static final int BATCH_SIZE = 100;

    private HibernateConfig() {}

    /** Fails at once where a row and its table do not fit together. */
    static SessionFactory of(DataSource database) {
        return new HibernatePersistenceConfiguration("confab")
                .managedClasses(
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
                        PendingPushRow.class)
                .schemaToolingAction(Action.VALIDATE)
                .property(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, database)
                .property(JdbcSettings.CONNECTION_HANDLING, PhysicalConnectionHandlingMode.DELAYED_ACQUISITION_AND_HOLD)
                .property(BatchSettings.STATEMENT_BATCH_SIZE, BATCH_SIZE)
                // Otherwise by way of a calendar for each.
                .property(MappingSettings.PREFERRED_INSTANT_JDBC_TYPE, "TIMESTAMP_WITH_TIMEZONE")
                .property(MappingSettings.PHYSICAL_NAMING_STRATEGY, PhysicalNamingStrategySnakeCaseImpl.class.getName())
                // A database's own words quote the values of the row at fault; the exception goes to the caller alone.
                .property(JdbcSettings.LOG_JDBC_ERRORS, false)
                .property(JdbcSettings.LOG_JDBC_WARNINGS, false)
                .createEntityManagerFactory();
    }
}
