package dev.muninn.alert;

import dev.muninn.alert.options.RuleOptions;
import dev.muninn.alert.pack.Pack;
import dev.muninn.alert.pack.PackChoice;
import dev.muninn.alert.pack.PackIndex;
import dev.muninn.alert.rule.Rule;
import dev.muninn.alert.rule.RuleGroup;
import dev.muninn.alert.rulefile.RuleFile;
import dev.muninn.catalog.CatalogDatabase;
import dev.muninn.model.Clock;
import dev.muninn.model.MuninnException;
import dev.muninn.query.QueryCall;
import dev.muninn.query.QueryEngine;
import dev.muninn.query.ResultValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Ready-made rules, offered where their metrics are there and evaluated once somebody switched them
 * on. Safe for use by many threads.
 */
public final class Packs {

    private static final System.Logger LOGGER = System.getLogger(Packs.class.getName());

    /** Of packs that pick their rules: with the time that these wait, a minute and a half. */
    private static final Duration PICKED_INTERVAL = Duration.ofSeconds(15);

    private final RuleOptions options;
    private final QueryEngine engine;
    private final Clock clock;
    private final PackChoice choice;
    private final List<Pack> packs = PackIndex.read();

    private Packs(RuleOptions options, QueryEngine engine, PackChoice choice, Clock clock) {
        this.options = options;
        this.engine = engine;
        this.choice = choice;
        this.clock = clock;
    }

    /**
     * Reads what comes with the program, and in a new installation switches on the first packs.
     *
     * @throws MuninnException of kind UNAVAILABLE if the database does not answer, of kind
     *     NOT_FOUND if there is no such pack
     */
    public static Packs open(
            RuleOptions options, QueryEngine engine, CatalogDatabase database, Clock clock) {
        Packs packs = new Packs(options, engine, PackChoice.open(database), clock);
        packs.begin();
        return packs;
    }

    private void begin() {
        List<String> first = options.firstPacks().stream().map(this::known).toList();
        if (choice.begin(first, clock.millis()) && !first.isEmpty()) {
            LOGGER.log(
                    System.Logger.Level.INFO,
                    "ready-made alerts are on ({0}): {1}; they are switched and channels are added"
                            + " under Alerts in the browser",
                    String.join(", ", first),
                    groups().stream()
                            .flatMap(group -> group.rules().stream())
                            .map(Rule::name)
                            .collect(Collectors.joining(", ")));
        }
    }

    /** The groups of the packs that are on. */
    public List<RuleGroup> groups() {
        Set<String> names = choice.names();
        List<RuleGroup> groups = new ArrayList<>();
        for (Pack pack : packs) {
            if (names.contains(pack.name())) {
                // An alert of two rules would end for people when one of them ends.
                groups.addAll(groups(pack, pick -> !names.contains(pick.pack())));
            }
        }
        return groups;
    }

    private List<RuleGroup> groups(Pack pack, Predicate<Pack.Pick> isWanted) {
        if (pack.picks().isEmpty()) {
            return groups(pack);
        }
        List<Rule> rules = pack.picks().stream().filter(isWanted).map(this::rule).toList();
        RuleGroup group =
                new RuleGroup(
                        pack.file(),
                        RuleGroup.Origin.PACK,
                        pack.name(),
                        PICKED_INTERVAL,
                        0,
                        options.queryOffset(),
                        rules);
        return rules.isEmpty() ? List.of() : List.of(group);
    }

    private Rule rule(Pack.Pick pick) {
        return packs.stream()
                .filter(pack -> pack.name().equals(pick.pack()))
                .flatMap(pack -> groups(pack).stream())
                .flatMap(group -> group.rules().stream())
                .filter(rule -> rule.name().equals(pick.rule()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no " + pick));
    }

    private List<RuleGroup> groups(Pack pack) {
        return RuleFile.read(pack.file(), pack.text(), options, engine::format).stream()
                .map(group -> group.from(RuleGroup.Origin.PACK))
                .toList();
    }

    /**
     * All packs with their rules, whether they are on, and why they are of use here.
     *
     * @throws MuninnException as a query's
     */
    public Object list() {
        Set<String> on = choice.names();
        List<Object> shown = new ArrayList<>();
        for (Pack pack : packs) {
            Map<String, @Nullable Object> tree = new LinkedHashMap<>();
            String because = because(pack);
            tree.put("name", pack.name());
            tree.put("title", pack.title());
            tree.put("about", pack.about());
            tree.put("on", on.contains(pack.name()));
            tree.put("applicable", !because.isEmpty());
            tree.put(
                    "because",
                    because.isEmpty()
                            ? "none of its metrics is here: " + String.join(", ", pack.needs())
                            : because);
            List<Object> rules = new ArrayList<>();
            for (RuleGroup group : groups(pack, pick -> true)) {
                group.rules().forEach(rule -> rules.add(tree(rule)));
            }
            tree.put("rules", rules);
            shown.add(tree);
        }
        return Map.of("packs", shown);
    }

    /** Which of the metrics that a pack needs are here, in words; empty if none is. */
    private String because(Pack pack) {
        List<String> there = new ArrayList<>();
        for (String metric : pack.needs()) {
            ResultValue value =
                    engine.instant("count(" + metric + ")", clock.millis(), QueryCall.PLAIN)
                            .value();
            if (value instanceof ResultValue.Vector vector && !vector.series().isEmpty()) {
                long series = (long) vector.series().getFirst().values()[0];
                there.add(metric + " is here (" + series + " series)");
            }
        }
        return String.join(", ", there);
    }

    private static Object tree(Rule rule) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("name", rule.name());
        tree.put("query", rule.expr());
        tree.put("labels", rule.labels());
        if (rule instanceof Rule.Alerting alerting) {
            tree.put("duration", alerting.pendingFor().toMillis() / 1000.0);
            tree.put("annotations", alerting.annotations());
        }
        return tree;
    }

    /**
     * What to do about the alerts of a pack, as Markdown with a heading for each.
     *
     * @throws MuninnException of kind NOT_FOUND if there is no such pack, or it has no alerts of
     *     its own
     */
    public Object runbook(String name) {
        Pack pack =
                packs.stream()
                        .filter(each -> each.name().equals(name) && each.picks().isEmpty())
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new MuninnException(
                                                MuninnException.Kind.NOT_FOUND,
                                                "there is no runbook " + name));
        return Map.of("title", pack.title(), "text", PackIndex.runbook(pack));
    }

    /**
     * Switches a pack on; its rules are evaluated when the rules are read again.
     *
     * @throws MuninnException of kind NOT_FOUND if there is no such pack, of kind UNAVAILABLE if
     *     that cannot be kept
     */
    public void switchOn(String name) {
        choice.add(known(name), clock.millis());
    }

    /** Switches a pack off; throws as {@link #switchOn}. */
    public void switchOff(String name) {
        choice.remove(known(name));
    }

    private String known(String name) {
        List<String> names = packs.stream().map(Pack::name).toList();
        if (!names.contains(name)) {
            throw new MuninnException(
                    MuninnException.Kind.NOT_FOUND,
                    "there is no pack " + name + "; there are " + String.join(", ", names));
        }
        return name;
    }
}
