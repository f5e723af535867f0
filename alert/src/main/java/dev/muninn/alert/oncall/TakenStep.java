package dev.muninn.alert.oncall;

/**
 * A step of an escalation that was taken.
 *
 * @param baseMillis since when nobody took care of the incident
 * @param receiver who was told; empty if nobody could be
 */
record TakenStep(long incident, long baseMillis, int number, String receiver, long atMillis) {

    boolean isSameAs(long otherIncident, long otherBaseMillis, int otherNumber) {
        return incident == otherIncident && baseMillis == otherBaseMillis && number == otherNumber;
    }
}
