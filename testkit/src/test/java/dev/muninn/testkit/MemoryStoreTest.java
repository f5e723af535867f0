package dev.muninn.testkit;

final class MemoryStoreTest extends StoreContract<MemoryStore> {

    @Override
    protected MemoryStore open() {
        return new MemoryStore();
    }
}
