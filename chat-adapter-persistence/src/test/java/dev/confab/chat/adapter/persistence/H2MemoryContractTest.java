package dev.confab.chat.adapter.persistence;

/** H2 in memory keeps every contract. */
class H2MemoryContractTest extends StoreContracts {

    @Override
    PersistenceAdapter adapter() {
        return Databases.h2Memory();
    }
}
