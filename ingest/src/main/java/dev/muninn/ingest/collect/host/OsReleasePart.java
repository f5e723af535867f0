package dev.muninn.ingest.collect.host;

import dev.muninn.ingest.collect.Part;
import dev.muninn.ingest.collect.SampleFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The distribution's name and version, from {@code os-release}. */
final class OsReleasePart implements Part {

    private static final String[] FIELDS = {
        "build_id",
        "id",
        "id_like",
        "image_id",
        "image_version",
        "name",
        "pretty_name",
        "variant",
        "variant_id",
        "version",
        "version_codename",
        "version_id"
    };

    private static final Pattern MAJOR_MINOR = Pattern.compile("\\d+(\\.\\d+)?");

    private final Path[] places;

    OsReleasePart(Path root) {
        places = new Path[] {root.resolve("etc/os-release"), root.resolve("usr/lib/os-release")};
    }

    @Override
    public String name() {
        return "os";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void collect(SampleFrame into) throws IOException {
        Map<String, String> release = read(Files.exists(places[0]) ? places[0] : places[1]);
        String[] labels = new String[2 * FIELDS.length];
        for (int i = 0; i < FIELDS.length; i++) {
            labels[2 * i] = FIELDS[i];
            labels[2 * i + 1] = release.getOrDefault(FIELDS[i], "");
        }
        into.gauge(
                "node_os_info",
                "A metric with a constant '1' value labeled by the fields of os-release.",
                1,
                labels);
        Matcher version = MAJOR_MINOR.matcher(release.getOrDefault("version_id", ""));
        if (version.find()) {
            into.gauge(
                    "node_os_version",
                    "Metric containing the major.minor part of the OS version.",
                    Double.parseDouble(version.group()),
                    "id",
                    release.getOrDefault("id", ""),
                    "id_like",
                    release.getOrDefault("id_like", ""),
                    "name",
                    release.getOrDefault("name", ""));
        }
    }

    private static Map<String, String> read(Path file) throws IOException {
        Map<String, String> fields = new HashMap<>();
        for (String line : Files.readAllLines(file)) {
            int equals = line.indexOf('=');
            if (equals > 0 && line.charAt(0) != '#') {
                fields.put(
                        line.substring(0, equals).toLowerCase(Locale.ROOT),
                        unquoted(line.substring(equals + 1).strip()));
            }
        }
        return fields;
    }

    private static String unquoted(String value) {
        boolean isQuoted =
                value.length() > 1
                        && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                        && value.charAt(value.length() - 1) == value.charAt(0);
        return isQuoted ? value.substring(1, value.length() - 1).replace("\\", "") : value;
    }
}
