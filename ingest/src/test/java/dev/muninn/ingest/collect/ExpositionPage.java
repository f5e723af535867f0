package dev.muninn.ingest.collect;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A page in the text format, read simply: for comparing what exporters say with what we say. */
public final class ExpositionPage {

    private final SortedMap<String, Double> readings = new TreeMap<>();
    private final Map<String, String> types = new TreeMap<>();

    private ExpositionPage() {}

    public static ExpositionPage parse(String text) {
        ExpositionPage page = new ExpositionPage();
        for (String line : text.split("\n")) {
            if (line.startsWith("# TYPE ")) {
                String[] words = line.split(" ");
                page.types.put(words[2], words[3].equals("untyped") ? "unknown" : words[3]);
            } else if (!line.startsWith("#") && !line.isBlank()) {
                int space = line.lastIndexOf(' ');
                String series =
                        line.substring(0, space)
                                .replaceAll("[a-z_]+=\"\",?", "")
                                .replace(",}", "}")
                                .replace("{}", "");
                page.readings.put(series, Double.parseDouble(line.substring(space + 1)));
            }
        }
        return page;
    }

    /** Values by series as {@link Readings} writes them, without labels whose value is empty. */
    public SortedMap<String, Double> readings() {
        return readings;
    }

    /** Types by metric, in the words of {@link Readings#typesOf}. */
    public Map<String, String> types() {
        return types;
    }
}
