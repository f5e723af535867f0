package dev.muninn.alert.notify;

import dev.muninn.alert.message.MessageAlert;
import dev.muninn.model.Labels;
import java.util.List;

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
        String reason) {}
