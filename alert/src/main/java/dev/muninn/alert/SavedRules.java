package dev.muninn.alert;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.alert.api.JsonBody;
import dev.muninn.alert.options.RuleOptions;
import dev.muninn.alert.rule.RuleGroup;
import dev.muninn.alert.rulefile.RuleFile;
import dev.muninn.alert.saved.GroupDocument;
import dev.muninn.alert.saved.SavedGroup;
import dev.muninn.alert.saved.SavedGroupCheck;
import dev.muninn.alert.saved.SavedGroupTable;
import dev.muninn.alert.yaml.Mistake;
import dev.muninn.catalog.CatalogDatabase;
import dev.muninn.model.Clock;
import dev.muninn.model.MuninnException;
import dev.muninn.model.Telemetry;
import dev.muninn.model.TelemetrySource;
import dev.muninn.query.QueryEngine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rule groups that people save, each in a folder; what was saved is on the disk when it is
 * answered, and is evaluated when the rules are asked for again. Safe for use by many threads.
 */
public final class SavedRules implements TelemetrySource {

    private static final System.Logger LOGGER = System.getLogger(SavedRules.class.getName());

    /** A name, or what somebody says of a change. */
    private static final int MAX_REMARK_CHARS = 1_000;

    private final RuleOptions options;
    private final QueryEngine engine;
    private final SavedGroupTable table;
    private final SavedGroupCheck check;
    private final Clock clock;
    private volatile Map<String, String> unreadable = Map.of();
    private volatile int evaluated;

    private SavedRules(
            RuleOptions options, QueryEngine engine, SavedGroupTable table, Clock clock) {
        this.options = options;
        this.engine = engine;
        this.table = table;
        check = new SavedGroupCheck(options, engine);
        this.clock = clock;
    }

    /** What became of a save. */
    public sealed interface Outcome {

        /** It is on the disk, as this tree. */
        record Saved(Object group) implements Outcome {}

        /** It is none that could be evaluated; the problems are trees of path and message. */
        record Refused(String message, List<Object> problems) implements Outcome {}

        /** Somebody else has saved since. */
        record Conflict(String message) implements Outcome {}
    }

    /**
     * Reads nothing yet.
     *
     * @throws MuninnException of kind UNAVAILABLE if the database does not answer
     */
    public static SavedRules open(
            RuleOptions options, QueryEngine engine, CatalogDatabase database, Clock clock) {
        return new SavedRules(options, engine, SavedGroupTable.open(database), clock);
    }

    /**
     * The groups without the rules that are paused. What this version of the program cannot read
     * any more is left out, and said so: it must not keep the others from being evaluated.
     */
    public List<RuleGroup> groups() {
        List<RuleGroup> groups = new ArrayList<>();
        Map<String, String> wrong = new LinkedHashMap<>();
        for (SavedGroup saved : table.current()) {
            try {
                groups.addAll(read(saved, GroupDocument.parse(saved.document())));
            } catch (MuninnException e) {
                LOGGER.log(
                        System.Logger.Level.WARNING,
                        "saved rule group {0} is not evaluated: {1}",
                        saved.name(),
                        e.getMessage());
                wrong.put(key(saved), String.valueOf(e.getMessage()));
            }
        }
        unreadable = wrong;
        evaluated = groups.size();
        return groups;
    }

    private List<RuleGroup> read(SavedGroup saved, GroupDocument document) {
        String text = document.fileToEvaluate(saved.name());
        return RuleFile.read(file(saved.folder()), text, options, engine::format).stream()
                .map(group -> group.from(RuleGroup.Origin.SAVED))
                .toList();
    }

    /** What groups of a folder have as their file. */
    private static String file(String folder) {
        return "saved/" + folder;
    }

    private static String key(SavedGroup saved) {
        return file(saved.folder()) + "\n" + saved.name();
    }

    /**
     * A saved group without what its rules ask.
     *
     * @param problem why it is not evaluated; empty if it is
     */
    record Outline(SavedGroup group, List<GroupDocument.Named> rules, String problem) {

        String key() {
            return SavedRules.key(group);
        }

        Map<String, @Nullable Object> tree() {
            Map<String, @Nullable Object> tree = about(group);
            if (!problem.isEmpty()) {
                tree.put("problem", problem);
            }
            return tree;
        }
    }

    /** All groups without what their rules ask. */
    List<Outline> outlines() {
        return table.current().stream()
                .map(
                        saved ->
                                new Outline(
                                        saved,
                                        GroupDocument.parse(saved.document()).rules(),
                                        unreadable.getOrDefault(key(saved), "")))
                .toList();
    }

    /**
     * One group with who saved it last.
     *
     * @throws MuninnException of kind NOT_FOUND if it is not there
     */
    public Object one(String folder, String name) {
        return tree(table.find(folder, name).orElseThrow(() -> notThere(folder, name)));
    }

    /** All groups with who saved them last. */
    public Object list() {
        return Map.of("groups", table.current().stream().map(this::tree).toList());
    }

    /**
     * The versions of a group that are kept, the newest first.
     *
     * @throws MuninnException of kind NOT_FOUND if there are none
     */
    public Object versions(String folder, String name) {
        List<SavedGroup> versions = table.versions(folder, name);
        if (versions.isEmpty()) {
            throw notThere(folder, name);
        }
        return Map.of("versions", versions.stream().map(this::tree).toList());
    }

    /** The group as a rule file that Prometheus loads, without what is paused. */
    public String yaml(String folder, String name) {
        SavedGroup saved = table.find(folder, name).orElseThrow(() -> notThere(folder, name));
        return GroupDocument.parse(saved.document()).yaml(name);
    }

    private static Map<String, @Nullable Object> about(SavedGroup saved) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("folder", saved.folder());
        tree.put("name", saved.name());
        tree.put("file", file(saved.folder()));
        tree.put("version", saved.version());
        tree.put("author", saved.author());
        tree.put("message", saved.message());
        tree.put("savedAt", saved.savedAtMillis() / 1000.0);
        return tree;
    }

    private Map<String, @Nullable Object> tree(SavedGroup saved) {
        Map<String, @Nullable Object> tree = about(saved);
        tree.put(
                "group",
                saved.isDeleted() ? null : GroupDocument.parse(saved.document()).plainTree());
        String problem = unreadable.get(key(saved));
        if (problem != null) {
            tree.put("problem", problem);
        }
        return tree;
    }

    /**
     * What is wrong with a group, and what is allowed but seldom meant; nothing is kept.
     *
     * @param json {@code {folder, name, group}}
     */
    public Object check(byte[] json) {
        JsonNode body = JsonBody.read(json);
        GroupDocument document = GroupDocument.of(body.path("group"));
        SavedGroup asked =
                asked(body.path("folder").asText(), body.path("name").asText(), body, document);
        List<Mistake> mistakes = check.mistakes(asked, document, file(asked.folder()));
        return Map.of(
                "problems",
                SavedGroupCheck.trees(mistakes),
                "advice",
                mistakes.isEmpty()
                        ? new RuleAdvice(engine).about(read(asked, document))
                        : List.of());
    }

    /**
     * Saves the next version of a group. All or nothing, and by the rules for files.
     *
     * @param json {@code {version, author, message, group}}; the version is the one that was
     *     edited, 0 for a new group
     * @throws MuninnException of kind BAD_INPUT if it is none of that, of kind UNAVAILABLE if it
     *     cannot be kept
     */
    public Outcome save(String folder, String name, byte[] json) {
        JsonNode body = JsonBody.read(json);
        GroupDocument document = GroupDocument.of(body.path("group"));
        SavedGroup edited = asked(folder, name, body, document);
        List<Mistake> mistakes = check.mistakes(edited, document, file(folder));
        if (!mistakes.isEmpty()) {
            return new Outcome.Refused(
                    "the rule group has %d %s, the first: %s"
                            .formatted(
                                    mistakes.size(),
                                    mistakes.size() == 1 ? "mistake" : "mistakes",
                                    mistakes.getFirst().message()),
                    SavedGroupCheck.trees(mistakes));
        }
        return table.add(edited)
                .<Outcome>map(saved -> new Outcome.Saved(tree(saved)))
                .orElseGet(() -> conflict(edited));
    }

    private SavedGroup asked(String folder, String name, JsonNode body, GroupDocument document) {
        return new SavedGroup(
                folder,
                name,
                body.path("version").asLong(),
                document.text(),
                author(body.path("author").asText()),
                shortened(body.path("message").asText()),
                clock.millis());
    }

    private static String author(String given) {
        String author = shortened(given.strip());
        return author.isEmpty() ? "somebody" : author;
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(text.length(), MAX_REMARK_CHARS));
    }

    private Outcome conflict(SavedGroup edited) {
        return new Outcome.Conflict(
                table.find(edited.folder(), edited.name())
                        .map(
                                there ->
                                        "version %d was edited, but %s has saved version %d since: load it and edit that"
                                                .formatted(
                                                        edited.version(),
                                                        there.author(),
                                                        there.version()))
                        .orElse("somebody deleted the group since: save it as a new one"));
    }

    /**
     * Deletes a group; its versions stay.
     *
     * @throws MuninnException of kind NOT_FOUND if it is not there, of kind UNAVAILABLE if that
     *     cannot be kept
     */
    public void remove(String folder, String name, String author) {
        SavedGroup there = table.find(folder, name).orElseThrow(() -> notThere(folder, name));
        SavedGroup gone =
                new SavedGroup(
                        folder, name, there.version(), "", author(author), "", clock.millis());
        if (table.add(gone).isEmpty()) {
            throw new MuninnException(
                    MuninnException.Kind.BUSY,
                    "rule group %s was saved at this moment: look at it and try again"
                            .formatted(name));
        }
    }

    private static MuninnException notThere(String folder, String name) {
        return new MuninnException(
                MuninnException.Kind.NOT_FOUND,
                "no rule group %s was saved in folder %s".formatted(name, folder));
    }

    @Override
    public void report(Telemetry to) {
        String help = "Rule groups that people saved, by whether they can be evaluated.";
        to.gauge("muninn_saved_rule_groups", help, evaluated, "state", "evaluated");
        to.gauge("muninn_saved_rule_groups", help, unreadable.size(), "state", "unreadable");
    }
}
