package dev.muninn.server.options;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The effective value of every key and where it was set. Flags win over the environment, this over
 * the file, this over the profile, this over the built-in defaults.
 */
public final class Configuration {

    static final OptionKey<Profile> PROFILE =
            new OptionKey<>(
                    "profile",
                    ChoiceType.of(Profile.class),
                    Profile.DEVELOPMENT,
                    "The kind of place Muninn runs in; chooses the defaults of some other keys.");

    /** A password within an address or a connection string. */
    private static final Pattern PASSWORD =
            Pattern.compile("(?<=://)[^/@\\s]+(?=@)|(?<=password=)[^&;\\s]+");

    /** One key with its effective value as text. */
    public record Line(String key, String value, String fallback, Origin origin) {

        boolean isDefault() {
            return value.equals(fallback);
        }
    }

    private record Value(Object value, Origin origin) {}

    private final OptionTable table;
    private final Optional<Path> file;
    private final Map<OptionKey<?>, Value> values = new LinkedHashMap<>();

    private Configuration(OptionTable table, Optional<Path> file) {
        this.table = table;
        this.file = file;
        for (OptionKey<?> key : table.keys()) {
            values.put(key, new Value(key.fallback(), new Origin.Default()));
        }
    }

    /**
     * Reads a configuration by the standard table.
     *
     * @throws ConfigurationException if a file is missing or malformed, a key unknown or a value
     *     not of its form; it names all mistakes, not the first alone
     */
    public static Configuration load(ConfigurationSource source) {
        return load(source, OptionTable.STANDARD);
    }

    static Configuration load(ConfigurationSource source, OptionTable table) {
        List<String> problems = new ArrayList<>();
        Optional<Path> file = source.fileToRead();
        List<Setting> settings = new ArrayList<>();
        file.ifPresent(path -> settings.addAll(FileSettings.read(path, table, problems)));
        settings.addAll(EnvironmentSettings.read(source.environment(), table));
        settings.addAll(source.flags());

        Configuration configuration = new Configuration(table, file);
        profile(settings).settings().forEach(value -> configuration.apply(value, problems));
        settings.forEach(setting -> configuration.apply(setting, problems));
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return configuration;
    }

    /** The profile set last; a wrong one is told when it is applied, not here. */
    private static Profile profile(List<Setting> settings) {
        for (Setting setting : settings.reversed()) {
            if (setting.key().equals(PROFILE.name())) {
                try {
                    return PROFILE.type().parse(setting.text().strip());
                } catch (IllegalArgumentException e) {
                    return PROFILE.fallback();
                }
            }
        }
        return PROFILE.fallback();
    }

    private void apply(Setting setting, List<String> problems) {
        Optional<OptionKey<?>> key = table.key(setting.key());
        if (key.isEmpty()) {
            problems.add(
                    setting.origin()
                            + ": unknown key \""
                            + setting.key()
                            + "\": "
                            + table.remedyForUnknown(setting.key()));
            return;
        }
        try {
            Object value = key.get().type().parse(setting.text().strip());
            values.put(key.get(), new Value(value, setting.origin()));
        } catch (IllegalArgumentException e) {
            problems.add(wrongValue(setting, key.get()));
        }
    }

    private static String wrongValue(Setting setting, OptionKey<?> key) {
        return setting.origin()
                + ": "
                + key.name()
                + " is \""
                + setting.text()
                + "\", but takes "
                + key.type().form()
                + ": correct it, or remove it for the default "
                + key.fallbackText();
    }

    @SuppressWarnings("unchecked") // values holds what the key's own type parsed
    <T> T get(OptionKey<T> key) {
        Value value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("key " + key.name() + " is not in the table");
        }
        return (T) value.value();
    }

    /** Where the effective value of a key was set. */
    Origin origin(OptionKey<?> key) {
        Value value = values.get(key);
        return value == null ? new Origin.Default() : value.origin();
    }

    /** The file that was read, if any. */
    public Optional<Path> file() {
        return file;
    }

    public Profile profile() {
        return get(PROFILE);
    }

    /** Every key with its effective value, in the order of the documentation. */
    public List<Line> lines() {
        return table.keys().stream().map(this::line).toList();
    }

    /** The keys and values of some lines, without what nobody else may know. */
    Map<String, String> shown(Predicate<Line> which) {
        Map<String, String> shown = new LinkedHashMap<>();
        for (Line line : lines()) {
            if (which.test(line)) {
                shown.put(line.key(), PASSWORD.matcher(line.value()).replaceAll("***"));
            }
        }
        return shown;
    }

    private <T> Line line(OptionKey<T> key) {
        return new Line(key.name(), key.type().print(get(key)), key.fallbackText(), origin(key));
    }
}
