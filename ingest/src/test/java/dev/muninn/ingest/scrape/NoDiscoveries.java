package dev.muninn.ingest.scrape;

import dev.muninn.ingest.access.HttpClients;
import dev.muninn.ingest.discovery.DiscoverySources;
import dev.muninn.model.SystemClock;

/** Sources for configurations that have no discovery. */
final class NoDiscoveries {

    private NoDiscoveries() {}

    static DiscoverySources sources() {
        HttpClients clients = new HttpClients(Runnable::run, SystemClock.INSTANCE);
        return new DiscoverySources(clients, Runnable::run, SystemClock.INSTANCE, () -> {});
    }
}
