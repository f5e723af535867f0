package dev.muninn.alert.message;

import dev.muninn.alert.route.Fingerprint;
import dev.muninn.alert.template.Fields;
import dev.muninn.alert.template.KeyValues;
import dev.muninn.model.Labels;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one receiver is told of one group.
 *
 * @param reason why it is told now
 * @param deliveryId the same for every attempt to deliver it
 * @param mayBeRepeated whether an attempt before may have arrived after all
 */
public record Message(
        String receiver,
        String groupKey,
        Labels groupLabels,
        Map<String, String> routeLabels,
        List<MessageAlert> alerts,
        String externalUrl,
        String reason,
        String deliveryId,
        boolean mayBeRepeated)
        implements Fields {

    public boolean isFiring() {
        for (MessageAlert alert : alerts) {
            if (alert.isFiring()) {
                return true;
            }
        }
        return false;
    }

    public String status() {
        return isFiring() ? "firing" : "resolved";
    }

    /** What receivers tell groups apart by: the hash of the group's key. */
    public String groupHash() {
        return Fingerprint.ofGroup(groupKey);
    }

    public List<MessageAlert> firing() {
        return alerts.stream().filter(MessageAlert::isFiring).toList();
    }

    public List<MessageAlert> resolved() {
        return alerts.stream().filter(alert -> !alert.isFiring()).toList();
    }

    /** The labels that all alerts have in common. */
    public Map<String, String> commonLabels() {
        Map<String, String> common = null;
        for (MessageAlert alert : alerts) {
            common = common(common, MessageAlert.map(alert.labels()));
        }
        return common == null ? Map.of() : common;
    }

    /** The annotations that all alerts have in common. */
    public Map<String, String> commonAnnotations() {
        Map<String, String> common = null;
        for (MessageAlert alert : alerts) {
            common = common(common, alert.annotations());
        }
        return common == null ? Map.of() : common;
    }

    private static Map<String, String> common(
            @Nullable Map<String, String> soFar, Map<String, String> more) {
        if (soFar == null) {
            return new TreeMap<>(more);
        }
        soFar.entrySet().retainAll(more.entrySet());
        return soFar;
    }

    /** The same for fewer alerts, as receivers with a limit ask for. */
    public Message truncated(int limit) {
        return limit <= 0 || alerts.size() <= limit ? this : with(alerts.subList(0, limit));
    }

    private Message with(List<MessageAlert> others) {
        return new Message(
                receiver,
                groupKey,
                groupLabels,
                routeLabels,
                others,
                externalUrl,
                reason,
                deliveryId,
                mayBeRepeated);
    }

    /** The same message, said to be possibly a second copy. */
    public Message repeated() {
        return new Message(
                receiver,
                groupKey,
                groupLabels,
                routeLabels,
                alerts,
                externalUrl,
                reason,
                deliveryId,
                true);
    }

    @Override
    public Map<String, @Nullable Object> fields() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("Receiver", receiver);
        fields.put("Status", status());
        fields.put("Alerts", new MessageAlerts(alerts));
        fields.put("NotificationReason", reason);
        fields.put("GroupLabels", MessageAlert.keyValues(groupLabels));
        fields.put("RouteLabels", new KeyValues(routeLabels));
        fields.put("CommonLabels", new KeyValues(commonLabels()));
        fields.put("CommonAnnotations", new KeyValues(commonAnnotations()));
        fields.put("ExternalURL", externalUrl);
        return fields;
    }

    @Override
    public String typeName() {
        return "template.Data";
    }
}
