package dev.muninn.server.options;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The table of keys as the page of the manual and as the commented example file. */
final class ConfigurationDocument {

    private static final String INTRODUCTION =
            """
            # Configuration

            Muninn needs none. What is set comes from, the later winning: the built-in defaults, the
            profile, the file, the environment, the command line.

            - **File**: `--config FILE`, else the variable `MUNINN_CONFIG`, else `muninn.yml` in the
              current folder, else `conf/muninn.yml` of the distribution. YAML; sections may be nested
              (`web:` with `listen:` below it) or written with dots (`web.listen:`).
            - **Environment**: `MUNINN_` and the key in capitals, dots and dashes as underscores:
              `MUNINN_QUERY_MAX_SERIES=1000`.
            - **Command line**: `--set KEY=VALUE` for any key, as often as needed, and short flags for
              the usual ones, which `muninn serve --help` lists.

            `muninn check-config` takes the same flags as `muninn serve`, prints the effective value of
            every key and where it was set, and names every mistake with its place and its remedy. An
            unknown key or a wrong value keeps the server from starting.

            Durations are written as in PromQL: `500ms`, `30s`, `1h30m`, `15d`, `10y`. Sizes have a
            unit: `64MB` is 64,000,000 bytes, `64MiB` is 67,108,864. Lists are YAML sequences, or
            separated by commas.

            The JVM's own options go into the variable `MUNINN_JAVA_OPTS`, the Java to use into
            `MUNINN_JAVA_HOME`.
            """;

    private static final Map<String, String> TITLES =
            Map.ofEntries(
                    entry("profile", "Profile"),
                    entry("web", "Pages, API and push: `web`"),
                    entry("store", "Storage: `store`"),
                    entry("ingest", "Intake: `ingest`"),
                    entry("collect", "Figures of this machine: `collect`"),
                    entry("scrape", "Scraping: `scrape`"),
                    entry("query", "Queries: `query`"),
                    entry("catalog", "Dashboards and their like: `catalog`"),
                    entry("rules", "Rules: `rules`"),
                    entry("alerting", "Telling people: `alerting`"),
                    entry("stream", "Live views: `stream`"),
                    entry("log", "Log: `log`"));

    private ConfigurationDocument() {}

    static String page(OptionTable table) {
        StringBuilder page = new StringBuilder(INTRODUCTION);
        String group = "";
        for (OptionKey<?> key : table.keys()) {
            if (!key.group().equals(group)) {
                group = key.group();
                page.append("\n## ").append(TITLES.get(group)).append("\n");
                page.append("\n| key | default | takes | what it does |\n|---|---|---|---|\n");
            }
            page.append(row(key)).append('\n');
        }
        return page.append("\n## Profiles\n\n").append(profiles()).toString();
    }

    private static String row(OptionKey<?> key) {
        String fallback = key.fallbackText().isEmpty() ? "–" : "`" + key.fallbackText() + "`";
        return "| `%s` | %s | %s | %s |"
                .formatted(
                        key.name(),
                        // A bar ends a cell even inside of code.
                        fallback.replace("|", "\\|"),
                        key.type().form(),
                        key.purpose());
    }

    private static String profiles() {
        StringBuilder text =
                new StringBuilder("`--profile NAME` changes these defaults and nothing else.\n\n");
        text.append("| profile | differs from the defaults by |\n|---|---|\n");
        for (Profile profile : Profile.values()) {
            Map<String, String> differences = new TreeMap<>();
            profile.settings().forEach(s -> differences.put(s.key(), s.text()));
            List<String> cells = new ArrayList<>();
            differences.forEach((key, value) -> cells.add("`" + key + ": " + value + "`"));
            text.append("| %s | %s |\n".formatted(profile.word(), dashIfEmpty(cells)));
        }
        return text.toString();
    }

    private static String dashIfEmpty(List<String> cells) {
        return cells.isEmpty() ? "–" : String.join(", ", cells);
    }

    /** A file that sets nothing: every key with its default, commented out. */
    static String example(OptionTable table) {
        StringBuilder file = new StringBuilder();
        file.append(
                "# Muninn's configuration. Every key is shown with its default; to change one,\n");
        file.append("# remove the \"#\" before it and before its section.\n");
        file.append(
                "# \"bin/muninn check-config\" checks the file and prints what is in effect.\n");
        String group = "";
        for (OptionKey<?> key : table.keys()) {
            boolean isTopLevel = !key.name().contains(".");
            if (!key.group().equals(group)) {
                group = key.group();
                file.append(isTopLevel ? "\n" : "\n#" + group + ":\n");
            }
            String indent = isTopLevel ? "" : "  ";
            String name = isTopLevel ? key.name() : key.name().substring(group.length() + 1);
            file.append("# ").append(indent).append(key.purpose()).append('\n');
            file.append('#').append(indent).append(name).append(": ");
            file.append(quoted(key.fallbackText())).append('\n');
        }
        return file.toString();
    }

    private static String quoted(String value) {
        return value.matches("[A-Za-z0-9./][A-Za-z0-9./:,-]*") ? value : "'" + value + "'";
    }
}
