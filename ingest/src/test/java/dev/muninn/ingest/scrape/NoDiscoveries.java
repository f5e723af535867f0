package dev.muninn.ingest.scrape;

import dev.muninn.model.SystemClock;

/** Sources for configurations that have no discovery. */
final class NoDiscoveries {

    private NoDiscoveries() {}

    static DiscoverySources sources() {
        HttpClients clients = new HttpClients(Runnable::run, SystemClock.INSTANCE);
        return new DiscoverySources(
                new DiscoveryAsker(clients), Runnable::run, SystemClock.INSTANCE, () -> {});
    }
}
