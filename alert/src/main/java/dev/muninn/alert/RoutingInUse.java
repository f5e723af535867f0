package dev.muninn.alert;

import dev.muninn.alert.channel.Channels;
import dev.muninn.alert.config.RoutingConfig;
import dev.muninn.alert.config.RoutingSource;
import dev.muninn.alert.http.DeniedNetworks;
import dev.muninn.alert.message.MessageTemplates;
import dev.muninn.alert.options.NotifyOptions;
import dev.muninn.alert.saved.SavedChannelTable;
import dev.muninn.catalog.CatalogDatabase;
import dev.muninn.model.Clock;
import dev.muninn.model.MuninnException;
import dev.muninn.model.Telemetry;
import dev.muninn.model.TelemetrySource;
import java.util.function.Consumer;

/**
 * The routing configuration that counts: that of the file and, beside it, the channels that were
 * saved. Safe for use by many threads.
 */
final class RoutingInUse implements TelemetrySource {

    private final RoutingSource source;
    private final SavedChannels saved;
    private final Clock clock;
    private final Consumer<String> console;
    private final DeniedNetworks denied;
    private volatile Consumer<RoutingConfig> user = config -> {};
    private volatile boolean lastLoadFailed;

    /**
     * Reads the file.
     *
     * @param console takes the lines of console channels
     * @throws MuninnException of kind BAD_INPUT with all that is wrong
     */
    RoutingInUse(
            NotifyOptions options,
            CatalogDatabase database,
            Consumer<String> console,
            Clock clock) {
        this.console = console;
        this.clock = clock;
        denied = DeniedNetworks.of(options.deniedNetworks());
        source = new RoutingSource(options.config(), options.matcherSyntax());
        saved =
                new SavedChannels(
                        SavedChannelTable.open(database), source.read(), this::channels, clock);
    }

    RoutingConfig config() {
        return saved.all();
    }

    /** The channels of a configuration. */
    Channels channels(RoutingConfig config) {
        MessageTemplates templates = MessageTemplates.of(source.templates(config), clock);
        return Channels.overNetwork(templates, clock, console, denied);
    }

    /** Passes on from now what counts when something has changed. */
    void passTo(Consumer<RoutingConfig> other) {
        user = other;
        saved.onChange(this::use);
    }

    /** One after the other, so that of two saves at once the later one counts. */
    void use() {
        synchronized (saved) {
            user.accept(saved.all());
        }
    }

    /**
     * Reads the file again. All or nothing: if it is wrong, the old one goes on.
     *
     * @throws MuninnException of kind BAD_INPUT with all that is wrong
     */
    void reload() {
        try {
            saved.replaceFile(source.read());
            use();
            lastLoadFailed = false;
        } catch (MuninnException e) {
            lastLoadFailed = true;
            throw e;
        }
    }

    SavedChannels saved() {
        return saved;
    }

    @Override
    public void report(Telemetry to) {
        to.gauge(
                "muninn_alerting_config_last_reload_successful",
                "Whether the routing configuration was read without a mistake the last time.",
                lastLoadFailed ? 0 : 1);
    }
}
