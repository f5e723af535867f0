package dev.muninn.alert.message;

import dev.muninn.alert.template.Methods;
import java.util.AbstractList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The alerts of a notification, as templates see them. */
final class MessageAlerts extends AbstractList<MessageAlert> implements Methods {

    private final List<MessageAlert> alerts;

    MessageAlerts(List<MessageAlert> alerts) {
        this.alerts = alerts;
    }

    @Override
    public MessageAlert get(int index) {
        return alerts.get(index);
    }

    @Override
    public int size() {
        return alerts.size();
    }

    @Override
    public String typeName() {
        return "template.Alerts";
    }

    @Override
    public boolean hasMethod(String name) {
        return name.equals("Firing") || name.equals("Resolved");
    }

    @Override
    public Object call(String method, List<@Nullable Object> arguments) {
        boolean wantsFiring = method.equals("Firing");
        return alerts.stream().filter(alert -> alert.isFiring() == wantsFiring).toList();
    }
}
