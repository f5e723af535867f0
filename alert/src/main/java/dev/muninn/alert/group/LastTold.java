package dev.muninn.alert.group;

import java.util.Map;
import java.util.Set;

/**
 * What a channel was told of a group the last time.
 *
 * @param firing fingerprints of the alerts that fired
 * @param resolved fingerprints of those that had ended
 * @param channelData what the channel needs to find its message again, such as a thread
 */
public record LastTold(
        Set<String> firing, Set<String> resolved, long atMillis, Map<String, String> channelData) {

    /** The same with other data of the channel. */
    public LastTold with(Map<String, String> otherData) {
        return new LastTold(firing, resolved, atMillis, otherData);
    }
}
