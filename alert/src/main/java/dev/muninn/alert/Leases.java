package dev.muninn.alert;

import dev.muninn.alert.lease.Lease;
import dev.muninn.alert.lease.LeaseOptions;
import dev.muninn.alert.lease.SharedLease;
import dev.muninn.alert.lease.SoleLease;
import dev.muninn.alert.options.NotifyOptions;
import dev.muninn.catalog.CatalogDatabase;
import dev.muninn.model.Clock;
import dev.muninn.model.MachineName;

/** Chooses the lease that a database needs. */
final class Leases {

    private Leases() {}

    static Lease of(NotifyOptions options, CatalogDatabase database, Clock clock) {
        String node = options.node().isEmpty() ? processName() : options.node();
        return database.isShared()
                ? new SharedLease(
                        database,
                        new LeaseOptions(node, options.lease(), options.withoutDatabase()),
                        clock)
                : new SoleLease(node, clock.millis());
    }

    private static String processName() {
        return MachineName.read() + "/" + ProcessHandle.current().pid();
    }
}
