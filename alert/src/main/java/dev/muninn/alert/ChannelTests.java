package dev.muninn.alert;

import dev.muninn.alert.channel.ChannelTrial;
import dev.muninn.alert.channel.Channels;
import dev.muninn.alert.config.ChannelConfig;
import dev.muninn.alert.config.Receiver;
import dev.muninn.alert.config.RoutingConfig;
import dev.muninn.alert.config.RoutingSource;
import dev.muninn.alert.http.DeniedNetworks;
import dev.muninn.alert.message.MessageTemplates;
import dev.muninn.alert.options.NotifyOptions;
import dev.muninn.model.Clock;
import dev.muninn.model.MuninnException;
import java.util.List;
import java.util.function.Consumer;

/** Tests the channels of a routing configuration, without a server. */
public final class ChannelTests {

    private final RoutingConfig config;
    private final Channels channels;
    private final Clock clock;

    private ChannelTests(RoutingConfig config, Channels channels, Clock clock) {
        this.config = config;
        this.channels = channels;
        this.clock = clock;
    }

    /**
     * Reads the configuration and its templates.
     *
     * @param options which {@code alertmanager.yml} and how it is read, and where nothing is sent
     * @param console takes the lines of console channels
     * @throws MuninnException of kind BAD_INPUT with all that is wrong with the configuration
     */
    public static ChannelTests of(NotifyOptions options, Consumer<String> console, Clock clock) {
        RoutingSource source = new RoutingSource(options.config(), options.matcherSyntax());
        RoutingConfig config = source.read();
        MessageTemplates templates = MessageTemplates.of(source.templates(config), clock);
        DeniedNetworks denied = DeniedNetworks.of(options.deniedNetworks());
        return new ChannelTests(
                config, Channels.overNetwork(templates, clock, console, denied), clock);
    }

    /**
     * The channels of these receivers, or with these names, in the order of the configuration; all
     * if none is named.
     *
     * @throws MuninnException of kind NOT_FOUND if there is none of a name
     */
    public List<String> channels(List<String> names) {
        for (String name : names) {
            if (all().stream().noneMatch(channel -> isNamed(channel, name))) {
                throw new MuninnException(
                        MuninnException.Kind.NOT_FOUND,
                        "there is no receiver or channel %s: there are %s"
                                .formatted(
                                        name,
                                        String.join(
                                                ", ",
                                                all().stream().map(ChannelConfig::name).toList())));
            }
        }
        return all().stream()
                .filter(
                        channel ->
                                names.isEmpty()
                                        || names.stream().anyMatch(name -> isNamed(channel, name)))
                .map(ChannelConfig::name)
                .toList();
    }

    private List<ChannelConfig> all() {
        return config.receivers().stream().map(Receiver::channels).flatMap(List::stream).toList();
    }

    private static boolean isNamed(ChannelConfig channel, String name) {
        return channel.name().equals(name) || channel.receiver().equals(name);
    }

    /** Sends a marked test over a channel and waits for the answer. */
    public ChannelTest run(String name) {
        ChannelConfig channel =
                all().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
        ChannelTrial.Result result = new ChannelTrial(clock).run(channel, channels.open(channel));
        return new ChannelTest(
                result.channel(),
                result.isTold(),
                result.latencyMillis(),
                result.detail(),
                result.advice());
    }
}
