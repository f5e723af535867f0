package dev.muninn.alert.channel;

import dev.muninn.alert.config.ChannelConfig;
import dev.muninn.alert.message.Message;
import java.util.Map;

/** A channel that the configuration may name, but that is not built yet. */
final class UnsupportedChannel implements Channel {

    private final ChannelConfig config;

    UnsupportedChannel(ChannelConfig config) {
        this.config = config;
    }

    @Override
    public Outcome tell(Message message, Map<String, String> memory) {
        return new Outcome.Refused(
                config.type().key() + " cannot be told yet: use a webhook in its place");
    }
}
