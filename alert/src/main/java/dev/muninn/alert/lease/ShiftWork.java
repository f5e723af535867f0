package dev.muninn.alert.lease;

import dev.muninn.model.MuninnException;

/** Calls a shift as the lease comes and goes; confined to one thread. */
final class ShiftWork {

    private static final System.Logger LOGGER = System.getLogger(ShiftWork.class.getName());

    private final Shift shift;
    private boolean isOn;

    ShiftWork(Shift shift) {
        this.shift = shift;
    }

    /**
     * Follows the lease.
     *
     * @param isOwner whether no other process took over
     * @param isHeld whether this one may tell people now; a time that is over ends no shift, as
     *     what it knows is still so
     */
    void follow(boolean isOwner, boolean isHeld) {
        try {
            if (isOn && !isOwner) {
                isOn = false;
                shift.end();
            }
            if (!isHeld) {
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
