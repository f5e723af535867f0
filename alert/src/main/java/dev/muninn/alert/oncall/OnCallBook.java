package dev.muninn.alert.oncall;

import dev.muninn.catalog.CatalogDatabase;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The rotas and escalation policies there are. What is saved is in the database when a method
 * returns. Safe for use by many threads.
 */
public final class OnCallBook {

    private final OnCallJournal journal;
    private final Map<String, Rota> rotas = new TreeMap<>();
    private final Map<String, EscalationPolicy> policies = new TreeMap<>();

    private OnCallBook(OnCallJournal journal) {
        this.journal = journal;
    }

    /** Takes up what the database knows; the tables of alerting are there. */
    public static OnCallBook open(CatalogDatabase database) {
        OnCallBook book = new OnCallBook(new OnCallJournal(database));
        book.load();
        return book;
    }

    /** Forgets what it knows, and takes up what the database knows. */
    public synchronized void load() {
        rotas.clear();
        policies.clear();
        journal.rotas().forEach(rota -> rotas.put(rota.name(), rota));
        journal.policies().forEach(policy -> policies.put(policy.name(), policy));
    }

    /** All rotas by name. */
    public synchronized List<Rota> rotas() {
        return List.copyOf(rotas.values());
    }

    /** All policies by name, which is the order in which they are tried. */
    public synchronized List<EscalationPolicy> policies() {
        return List.copyOf(policies.values());
    }

    public synchronized @Nullable Rota rota(String name) {
        return rotas.get(name);
    }

    public synchronized void save(Rota rota) {
        journal.save(rota);
        rotas.put(rota.name(), rota);
    }

    /**
     * Lets somebody take over a part of a rota.
     *
     * @throws MuninnException of kind NOT_FOUND if there is no such rota
     */
    public synchronized Rota takeOver(String name, Shift override, long nowMillis) {
        Rota rota = existing(name).with(override, nowMillis);
        save(rota);
        return rota;
    }

    /**
     * Forgets a rota.
     *
     * @throws MuninnException of kind NOT_FOUND if there is none, of kind BAD_INPUT if a policy
     *     needs it
     */
    public synchronized void removeRota(String name) {
        Rota rota = existing(name);
        for (EscalationPolicy policy : policies.values()) {
            if (policy.steps().stream()
                    .anyMatch(
                            step ->
                                    step.target()
                                            .equals(
                                                    new EscalationPolicy.Target.OnCall(
                                                            rota.name())))) {
                throw MuninnException.badInput(
                        "escalation policy \"%s\" tells whoever is on call in rota \"%s\": change it first"
                                .formatted(policy.name(), name));
            }
        }
        journal.removeRota(name);
        rotas.remove(name);
    }

    private Rota existing(String name) {
        Rota rota = rotas.get(name);
        if (rota == null) {
            throw new MuninnException(
                    MuninnException.Kind.NOT_FOUND, "there is no rota \"%s\"".formatted(name));
        }
        return rota;
    }

    /**
     * Keeps a policy.
     *
     * @throws MuninnException of kind BAD_INPUT if it names a rota that is not there
     */
    public synchronized void save(EscalationPolicy policy) {
        for (EscalationPolicy.Step step : policy.steps()) {
            if (step.target() instanceof EscalationPolicy.Target.OnCall(String rota)
                    && !rotas.containsKey(rota)) {
                throw MuninnException.badInput(
                        "there is no rota \"%s\": make it first".formatted(rota));
            }
        }
        journal.save(policy);
        policies.put(policy.name(), policy);
    }

    /**
     * Forgets a policy.
     *
     * @throws MuninnException of kind NOT_FOUND if there is none
     */
    public synchronized void removePolicy(String name) {
        if (!policies.containsKey(name)) {
            throw new MuninnException(
                    MuninnException.Kind.NOT_FOUND,
                    "there is no escalation policy \"%s\"".formatted(name));
        }
        journal.removePolicy(name);
        policies.remove(name);
    }

    /** The first policy that is for one of these alerts. */
    synchronized Optional<EscalationPolicy> policyFor(List<Labels> alerts) {
        return policies.values().stream()
                .filter(policy -> alerts.stream().anyMatch(policy::isFor))
                .findFirst();
    }
}
