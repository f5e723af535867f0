package dev.muninn.alert;

import dev.muninn.alert.api.JsonBody;
import dev.muninn.alert.config.Receiver;
import dev.muninn.alert.config.RoutingConfig;
import dev.muninn.alert.notify.NotifyView;
import dev.muninn.alert.oncall.EscalationPolicy;
import dev.muninn.alert.oncall.OnCallBook;
import dev.muninn.alert.oncall.OnCallJson;
import dev.muninn.alert.oncall.Person;
import dev.muninn.alert.oncall.Rota;
import dev.muninn.alert.oncall.Shift;
import dev.muninn.model.Clock;
import dev.muninn.model.MuninnException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What can be asked about rotas and escalation, and changed, as trees of maps and lists. */
public final class OnCall {

    /** Two turns of a weekly rota. */
    private static final Duration SHOWN = Duration.ofDays(14);

    private final OnCallBook book;
    private final NotifyView view;
    private final Clock clock;

    OnCall(OnCallBook book, NotifyView view, Clock clock) {
        this.book = book;
        this.view = view;
        this.clock = clock;
    }

    /** All rotas with who is on call now and the next two weeks, and all policies. */
    public Object list() {
        return Map.of(
                "rotas", book.rotas().stream().map(this::tree).toList(),
                "policies", book.policies().stream().map(OnCallJson::tree).toList());
    }

    private Object tree(Rota rota) {
        long now = clock.millis();
        Map<String, @Nullable Object> tree = OnCallJson.tree(rota);
        tree.put("now", tree(rota.shiftAt(now)));
        tree.put(
                "shifts",
                rota.shifts(now, now + SHOWN.toMillis()).stream().map(OnCall::tree).toList());
        return tree;
    }

    private static Object tree(Shift shift) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("person", shift.person().name());
        tree.put("receiver", shift.person().receiver());
        tree.put("from", shift.fromMillis() / 1000.0);
        tree.put("to", shift.toMillis() / 1000.0);
        tree.put("isOverride", shift.isOverride());
        return tree;
    }

    /** Keeps a rota, in the place of the one with the same name. */
    public Object saveRota(byte[] json) {
        Rota rota = OnCallJson.rota(JsonBody.read(json));
        rota.people().forEach(this::checkReachable);
        book.save(rota);
        return tree(rota);
    }

    public void removeRota(String name) {
        book.removeRota(name);
    }

    /** Lets somebody take over a part of a rota: {@code {name, receiver, from, to}}. */
    public Object takeOver(String rota, byte[] json) {
        Shift override = OnCallJson.override(JsonBody.read(json));
        checkReachable(override.person());
        return tree(book.takeOver(rota, override, clock.millis()));
    }

    private void checkReachable(Person person) {
        checkReceiver(person.receiver());
    }

    private void checkReceiver(String name) {
        RoutingConfig config = view.config();
        if (config.receiver(name) == null) {
            List<String> known = config.receivers().stream().map(Receiver::name).toList();
            throw MuninnException.badInput(
                    "there is no receiver \"%s\": there are %s"
                            .formatted(name, String.join(", ", known)));
        }
    }

    /** Keeps an escalation policy, in the place of the one with the same name. */
    public Object savePolicy(byte[] json) {
        EscalationPolicy policy = OnCallJson.policy(JsonBody.read(json));
        for (EscalationPolicy.Step step : policy.steps()) {
            if (step.target() instanceof EscalationPolicy.Target.Receiver(String name)) {
                checkReceiver(name);
            }
        }
        book.save(policy);
        return OnCallJson.tree(policy);
    }

    public void removePolicy(String name) {
        book.removePolicy(name);
    }
}
