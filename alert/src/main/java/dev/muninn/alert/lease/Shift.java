package dev.muninn.alert.lease;

/** What a process does while it has the {@link Lease}; called by one thread. */
public interface Shift {

    /** Takes up what the database knows, and begins; throws if it cannot be read. */
    void begin();

    /** Called now and then, first after {@link #begin}. */
    void goOn();

    /** Ends at once, and forgets what it knows: others may know better by now. */
    void end();
}
