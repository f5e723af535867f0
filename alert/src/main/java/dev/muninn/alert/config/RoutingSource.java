package dev.muninn.alert.config;

import dev.muninn.alert.route.MatcherSyntax;
import dev.muninn.alert.rulefile.RuleFiles;
import dev.muninn.model.MuninnException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads the routing configuration and the templates it names. */
public final class RoutingSource {

    /** What is in effect where nobody configured anything: alerts are shown in the log. */
    private static final String CONSOLE_ONLY =
            """
            route:
              receiver: console
              group_by: [alertname]
              group_wait: 5s
            receivers:
              - name: console
                console_configs: [{}]
            """;

    private final String file;
    private final MatcherSyntax syntax;

    /**
     * @param file empty for alerts that are shown in the log only
     */
    public RoutingSource(String file, String matcherSyntax) {
        this.file = file;
        syntax = MatcherSyntax.valueOf(matcherSyntax.toUpperCase(Locale.ROOT));
    }

    /**
     * Reads the file.
     *
     * @throws MuninnException of kind BAD_INPUT with all that is wrong, NOT_FOUND if it is not
     *     there
     */
    public RoutingConfig read() {
        if (file.isEmpty()) {
            return RoutingFile.read("built in", CONSOLE_ONLY, syntax);
        }
        return RoutingFile.read(file, text(Path.of(file)), syntax);
    }

    /** The texts of the template files of a configuration, by their paths. */
    public Map<String, String> templates(RoutingConfig config) {
        Map<String, String> texts = new LinkedHashMap<>();
        Path folder = Path.of(file).toAbsolutePath().getParent();
        List<String> patterns = new ArrayList<>();
        for (String pattern : config.templates()) {
            String path =
                    folder == null || pattern.startsWith("/")
                            ? pattern
                            : folder.resolve(pattern).toString();
            if (RuleFiles.isPattern(path) || Files.exists(Path.of(path))) {
                patterns.add(path);
            }
        }
        for (Path file : RuleFiles.find(patterns)) {
            texts.put(file.toString(), text(file));
        }
        return texts;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new MuninnException(MuninnException.Kind.NOT_FOUND, file + " cannot be read", e);
        }
    }
}
