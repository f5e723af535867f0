package dev.muninn.alert.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A parsed template of Go's {@code text/template} language, with the templates it defines. Safe for
 * use by many threads.
 *
 * @see <a href="https://pkg.go.dev/text/template">text/template</a>
 */
public final class Template {

    private final String name;
    private final List<Node.Step> steps;
    private final Map<String, List<Node.Step>> defined;

    private Template(String name, List<Node.Step> steps, Map<String, List<Node.Step>> defined) {
        this.name = name;
        this.steps = steps;
        this.defined = defined;
    }

    /**
     * Reads a template.
     *
     * @param name of the template, for messages
     * @param functions names of the functions it may call beside the built-in ones
     * @throws TemplateException with name and line if the text is no template or names an unknown
     *     function
     */
    public static Template parse(String name, String text, Set<String> functions) {
        return parse(name, text, functions, null);
    }

    /** Reads a template that may call those that {@code library} defines. */
    public static Template parse(
            String name, String text, Set<String> functions, @Nullable Template library) {
        Set<String> known = new HashSet<>(functions);
        known.addAll(Builtins.FUNCTIONS.keySet());
        Map<String, List<Node.Step>> defined =
                library == null ? new HashMap<>() : new HashMap<>(library.defined);
        List<Node.Step> steps = new TemplateParser(name, text, defined, known).parse();
        return new Template(name, List.copyOf(steps), Map.copyOf(defined));
    }

    /** The same template, which keeps no copy of steps that another begins with, too. */
    public Template sharing(Template other) {
        List<Node.Step> shared = new ArrayList<>(steps);
        int most = Math.min(steps.size(), other.steps.size());
        for (int i = 0; i < most && steps.get(i).equals(other.steps.get(i)); i++) {
            shared.set(i, other.steps.get(i));
        }
        return new Template(name, List.copyOf(shared), defined);
    }

    /**
     * The text that the template gives for {@code data}: a map, a {@link Fields}, a list, a text, a
     * number ({@code Long} or {@code Double}), a time, a duration or null.
     *
     * @throws TemplateException if it fails while it runs, or writes or loops without end
     */
    public String run(@Nullable Object data, Map<String, TemplateFunction> functions) {
        return new Run(name, defined, functions, data, false).output(steps, data);
    }

    /**
     * As {@link #run}, with values escaped so that they are text in HTML.
     *
     * @throws TemplateException as {@link #run}
     */
    public String runHtml(@Nullable Object data, Map<String, TemplateFunction> functions) {
        return new Run(name, defined, functions, data, true).output(steps, data);
    }

    /** The text of the template of that name, or null if there is none. */
    public @Nullable Template named(String other) {
        List<Node.Step> found = defined.get(other);
        return found == null ? null : new Template(other, found, defined);
    }
}
