package dev.confab.chat.adapter.persistence;

/** PostgreSQL keeps every contract. */
class PostgresContractTest extends StoreContracts {

    @Override
    PersistenceAdapter adapter() {
        return Databases.postgres();
    }
}
