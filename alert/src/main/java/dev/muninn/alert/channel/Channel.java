package dev.muninn.alert.channel;

import dev.muninn.alert.message.Message;
import java.util.Map;

/** One configured way to tell somebody. Used by one thread at a time. */
@FunctionalInterface
public interface Channel {

    /**
     * Tells a message; never throws for what the other side does.
     *
     * @param memory what the channel kept of the message it sent of the same group before
     */
    Outcome tell(Message message, Map<String, String> memory);
}
