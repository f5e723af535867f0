package dev.muninn.alert.notify;

import dev.muninn.alert.config.ChannelConfig;
import dev.muninn.alert.message.Message;
import dev.muninn.alert.message.MessageAlert;
import dev.muninn.model.Labels;
import java.util.List;
import java.util.Map;

/**
 * What a receiver is to be told of a group at once, whatever the routes say.
 *
 * @param reason why it is told
 */
public record DirectMessage(
        String receiver,
        String groupKey,
        Labels groupLabels,
        List<MessageAlert> alerts,
        String reason) {

    /** The message for a channel of the receiver. */
    Message over(ChannelConfig channel, String externalUrl, String deliveryId) {
        return new Message(
                channel.receiver(),
                groupKey,
                groupLabels,
                Map.of(),
                alerts,
                externalUrl,
                reason,
                deliveryId,
                false);
    }
}
