package dev.confab.chat.adapter.persistence;

/** Statements on H2. */
class H2MemoryStatementCountTest extends StatementCounts {

    @Override
    PersistenceAdapter adapter() {
        return Databases.h2Memory();
    }
}
