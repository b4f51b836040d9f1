package dev.confab.chat.adapter.persistence;

/** Statements on PostgreSQL. */
class PostgresStatementCountTest extends StatementCounts {

    @Override
    PersistenceAdapter adapter() {
        return Databases.postgres();
    }
}
