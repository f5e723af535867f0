package dev.muninn.server;

import dev.muninn.server.options.Configuration;
import dev.muninn.server.options.ConfigurationException;
import dev.muninn.server.options.ConfigurationSource;
import dev.muninn.server.options.Origin;
import dev.muninn.server.options.Setting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags of all commands that read the configuration. */
final class ConfigurationFlags {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Configuration file; else MUNINN_CONFIG, ./muninn.yml, conf/muninn.yml.")
    private @Nullable Path config;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "development, test, staging or production: which defaults apply.")
    private @Nullable String profile;

    @Option(names = "--data", paramLabel = "DIR", description = "Folder of all data (store.data).")
    private @Nullable String data;

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            description = "Address of pages, API and push (web.listen).")
    private @Nullable String listen;

    @Option(
            names = "--scrape-config",
            paramLabel = "FILE",
            description = "Scrape targets in Prometheus' form (ingest.scrape-config).")
    private @Nullable String scrapeConfig;

    @Option(
            names = "--insecure-open",
            description = "Listen on any address without sign-in (web.insecure-open).")
    private boolean insecureOpen;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Sets any key of the configuration file; may be repeated.")
    private List<String> sets = new ArrayList<>();

    /**
     * The configuration of this command line, this environment and the file they name.
     *
     * @throws ConfigurationException naming every mistake
     */
    Configuration load(Map<String, String> environment) {
        String home = System.getProperty("muninn.home");
        return Configuration.load(
                new ConfigurationSource(
                        config, settings(), environment, home == null ? null : Path.of(home)));
    }

    private List<Setting> settings() {
        List<Setting> settings = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (String set : sets) {
            int equals = set.indexOf('=');
            if (equals < 1) {
                problems.add("--set " + set + ": expected KEY=VALUE, such as web.listen=:7171");
            } else {
                String key = set.substring(0, equals).strip();
                settings.add(new Setting(key, set.substring(equals + 1), flag("--set")));
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        add(settings, "--profile", "profile", profile);
        add(settings, "--data", "store.data", data);
        add(settings, "--listen", "web.listen", listen);
        add(settings, "--scrape-config", "ingest.scrape-config", scrapeConfig);
        add(settings, "--insecure-open", "web.insecure-open", insecureOpen ? "true" : null);
        return settings;
    }

    private static void add(
            List<Setting> settings, String flag, String key, @Nullable String value) {
        if (value != null) {
            settings.add(new Setting(key, value, flag(flag)));
        }
    }

    private static Origin flag(String name) {
        return new Origin.Flag(name);
    }
}
