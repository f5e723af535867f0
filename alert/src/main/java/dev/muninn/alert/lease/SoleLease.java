package dev.muninn.alert.lease;

import dev.muninn.catalog.CatalogDatabase;
import dev.muninn.model.Telemetry;
import java.util.List;

/** Always held: the database is this process' own. */
public record SoleLease(String node, long sinceMillis) implements Lease {

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public boolean isHeld() {
        return true;
    }

    @Override
    public void requireHeld() {}

    @Override
    public long term() {
        return 1;
    }

    @Override
    public boolean needsJournal() {
        return false;
    }

    @Override
    public boolean isUncertain() {
        return false;
    }

    @Override
    public CatalogDatabase fenced(CatalogDatabase database) {
        return database;
    }

    @Override
    public LeaseStatus status() {
        return new LeaseStatus(node, node, sinceMillis, List.of(node), false);
    }

    @Override
    public void start(Shift shift) {}

    @Override
    public void report(Telemetry to) {
        to.gauge("muninn_notify_owner", SharedLease.OWNER_HELP, 1);
    }

    @Override
    public void close() {}
}
