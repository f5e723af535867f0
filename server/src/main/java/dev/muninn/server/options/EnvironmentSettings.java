package dev.muninn.server.options;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The settings among the variables of the environment: {@code MUNINN_STORE_RETENTION_RAW}. */
final class EnvironmentSettings {

    static final String PREFIX = "MUNINN_";

    /** Names the configuration file; it is not a key of that file. */
    static final String CONFIG_FILE = "MUNINN_CONFIG";

    /** What the launcher scripts read. */
    private static final Set<String> OF_THE_LAUNCHER =
            Set.of(CONFIG_FILE, "MUNINN_JAVA_HOME", "MUNINN_JAVA_OPTS");

    /** What Kubernetes adds to every container beside a service named "muninn…". */
    private static final Pattern SERVICE_LINK =
            Pattern.compile("MUNINN_(.*_)?(SERVICE_(HOST|PORT).*|PORT(_\\d+_(TCP|UDP|SCTP).*)?)");

    private EnvironmentSettings() {}

    /** The settings, unknown ones included under a key made of the variable's name. */
    static List<Setting> read(Map<String, String> environment, OptionTable table) {
        Map<String, String> keys = new HashMap<>();
        for (OptionKey<?> key : table.keys()) {
            keys.put(key.variable(), key.name());
        }
        List<Setting> settings = new ArrayList<>();
        new TreeMap<>(environment)
                .forEach(
                        (name, text) -> {
                            if (isOurs(name, keys)) {
                                String key = keys.getOrDefault(name, unknownKey(name));
                                settings.add(new Setting(key, text, new Origin.Variable(name)));
                            }
                        });
        return settings;
    }

    private static boolean isOurs(String name, Map<String, String> keys) {
        return name.startsWith(PREFIX)
                && !OF_THE_LAUNCHER.contains(name)
                && (keys.containsKey(name) || !SERVICE_LINK.matcher(name).matches());
    }

    private static String unknownKey(String name) {
        String rest = name.substring(PREFIX.length());
        return rest.replaceFirst("_", ".").replace('_', '-').toLowerCase(java.util.Locale.ROOT);
    }
}
