package dev.muninn.alert.channel;

import java.time.Duration;
import java.util.Map;

/** What became of one attempt to tell somebody. */
public sealed interface Outcome {

    /** What the other side answered, short, without secrets. */
    String detail();

    /**
     * The other side took it.
     *
     * @param memory what the channel wants to know when it tells of the same group again
     */
    record Told(String detail, Map<String, String> memory) implements Outcome {}

    /**
     * It may work later.
     *
     * @param delay how long the other side asks to be left alone; zero if it does not say
     */
    record TryAgain(String detail, Duration delay) implements Outcome {}

    /** It will not work before somebody changes something. */
    record Refused(String detail) implements Outcome {}
}
