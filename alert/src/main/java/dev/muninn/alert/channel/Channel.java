package dev.muninn.alert.channel;

import dev.muninn.alert.message.Message;
import java.util.Map;

/** One configured way to tell somebody. Used by {@link #messagesAtOnce} threads at a time. */
@FunctionalInterface
public interface Channel {

    /**
     * Tells a message; never throws for what the other side does.
     *
     * @param memory what the channel kept of the message it sent of the same group before
     */
    Outcome tell(Message message, Map<String, String> memory);

    /**
     * How many messages, of different groups, are sent at the same time. After a crash so many may
     * arrive twice; so it is one where the other side cannot tell copies apart.
     */
    default int messagesAtOnce() {
        return 1;
    }
}
