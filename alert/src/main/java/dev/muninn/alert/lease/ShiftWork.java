package dev.muninn.alert.lease;

import dev.muninn.model.MuninnException;

/** Calls a shift as the lease comes and goes; one thread does, others may ask. */
final class ShiftWork {

    private static final System.Logger LOGGER = System.getLogger(ShiftWork.class.getName());

    private final Shift shift;
    private volatile boolean isOn;

    ShiftWork(Shift shift) {
        this.shift = shift;
    }

    /**
     * Whether the shift has begun and not ended. What it knew before it began may be old: another
     * process may have told people since.
     */
    boolean isOn() {
        return isOn;
    }

    /**
     * Follows the lease.
     *
     * @param isOwner whether no other process took over
     * @param isInTime whether this one may tell people now; a time that is over ends no shift, as
     *     what it knows is still so
     */
    void follow(boolean isOwner, boolean isInTime) {
        try {
            if (isOn && !isOwner) {
                isOn = false;
                shift.end();
            }
            if (!isInTime) {
                return;
            }
            if (!isOn) {
                shift.begin();
                isOn = true;
            }
            shift.goOn();
        } catch (MuninnException e) {
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "what is known of alerts cannot be read: {0}",
                    e.getMessage());
        }
    }
}
