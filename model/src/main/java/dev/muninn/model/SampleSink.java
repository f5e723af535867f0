package dev.muninn.model;

/** The write contract: where samples go. Implementations pass {@code StoreContract}. */
public interface SampleSink {

    /** When a write returns. */
    enum Durability {
        /** Once the samples survive a power cut. */
        SYNC,
        /** Once the samples survive the end of this process; disk follows within a second. */
        ASYNC
    }

    /**
     * Opens a session for one sender: a connection, a scrape target, a collector. It remembers
     * which series followed which, so the same series in the same order are found faster.
     */
    Session session(String sender);

    /** Writes of one sender. Used by one thread at a time; holds no resource. */
    interface Session {

        /**
         * Stores what is valid of the batch and says what was not; a bad series does not harm its
         * neighbours. Blocks until stored as {@code durability} says.
         *
         * @throws MuninnException of kind BUSY if nothing was stored for want of capacity, of kind
         *     UNAVAILABLE if it cannot be told whether the batch was stored: disk full, failed
         *     device, shutting down
         */
        WriteResult write(WriteBatch batch, Durability durability);
    }
}
