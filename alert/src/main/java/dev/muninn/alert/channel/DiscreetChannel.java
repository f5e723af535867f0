package dev.muninn.alert.channel;

import dev.muninn.alert.message.Message;
import java.util.Map;

/** A channel whose secrets do not come back in what it says of its receiver's answers. */
final class DiscreetChannel implements Channel {

    private final Channel channel;
    private final SecretTexts secrets;

    DiscreetChannel(Channel channel, SecretTexts secrets) {
        this.channel = channel;
        this.secrets = secrets;
    }

    @Override
    public Outcome tell(Message message, Map<String, String> memory) {
        return switch (channel.tell(message, memory)) {
            case Outcome.Told told -> new Outcome.Told(secrets.hide(told.detail()), told.memory());
            case Outcome.TryAgain again ->
                    new Outcome.TryAgain(secrets.hide(again.detail()), again.delay());
            case Outcome.Refused refused -> new Outcome.Refused(secrets.hide(refused.detail()));
        };
    }

    @Override
    public int messagesAtOnce() {
        return channel.messagesAtOnce();
    }
}
