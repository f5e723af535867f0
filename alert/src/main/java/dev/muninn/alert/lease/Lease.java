package dev.muninn.alert.lease;

import dev.muninn.catalog.CatalogDatabase;
import dev.muninn.model.TelemetrySource;

/** The right to tell people of alerts. Safe for use by many threads. */
public sealed interface Lease extends TelemetrySource, AutoCloseable
        permits SoleLease, SharedLease {

    /** Whether other processes may work on the same database. */
    boolean isShared();

    /** Whether this process may tell people now, its shift begun; asked before each message. */
    boolean isHeld();

    /**
     * Refuses what only the process may do that has the lease.
     *
     * @throws dev.muninn.model.MuninnException of kind UNAVAILABLE, with who has it
     */
    void requireHeld();

    /** Which time of office this is, counted over all processes; 0 while another has it. */
    long term();

    /**
     * Whether nobody may be told what is not written down, as another process would tell it too.
     */
    boolean needsJournal();

    /** Whether another process may tell the same, because it or this one is cut off. */
    boolean isUncertain();

    /** The same database, which takes what is written only while this process has the lease. */
    CatalogDatabase fenced(CatalogDatabase database);

    LeaseStatus status();

    /** Begins to strive for it; the shift is worked while it is held. */
    void start(Shift shift);

    /** Lets another process have it. */
    @Override
    void close();
}
