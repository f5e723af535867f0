package dev.muninn.alert.deliver;

import java.util.Map;

/**
 * How a delivery ended.
 *
 * @param state told, failed or replaced by newer news of the same group
 * @param memory what the channel wants to know the next time
 */
public record DeliveryEnd(
        Delivery delivery,
        State state,
        int attempts,
        String detail,
        long atMillis,
        Map<String, String> memory) {

    /** In which way a delivery ended. */
    public enum State {
        TOLD("told"),
        FAILED("failed"),
        REPLACED("replaced");

        private final String word;

        State(String word) {
            this.word = word;
        }

        /** The word of the history. */
        public String word() {
            return word;
        }
    }
}
