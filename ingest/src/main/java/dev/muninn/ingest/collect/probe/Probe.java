package dev.muninn.ingest.collect.probe;

import dev.muninn.ingest.collect.SampleFrame;
import java.io.IOException;
import java.time.Duration;

/** One way of looking whether a service works. */
interface Probe {

    /** The longest that connecting or waiting for the next bytes may take. */
    Duration TIMEOUT = Duration.ofSeconds(5);

    /**
     * Looks, and reports what is seen on the way.
     *
     * @throws IOException if the service does not work as it should; the message says how
     */
    void run(SampleFrame into) throws IOException;
}
