package dev.confab.chat.adapter.persistence;

/** An H2 file keeps every contract. */
class H2FileContractTest extends StoreContracts {

    @Override
    PersistenceAdapter adapter() {
        return Databases.h2File();
    }
}
