package dev.muninn.ingest.discovery;

import dev.muninn.ingest.target.TargetGroup;
import java.util.List;

/** What one discovery says; asked every few seconds, and never waits. */
interface DiscoverySource extends AutoCloseable {

    List<TargetGroup> groups();

    /** Whether there was no usable answer when it was asked last. */
    boolean isFailing();

    @Override
    void close();
}
