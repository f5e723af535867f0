package dev.muninn.alert.channel;

import dev.muninn.alert.config.ChannelConfig;
import dev.muninn.alert.config.Receiver;
import dev.muninn.alert.config.RoutingConfig;
import dev.muninn.alert.http.DeniedNetworks;
import dev.muninn.alert.message.MessageTemplates;
import dev.muninn.model.Clock;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** Makes channels of their configurations. */
public final class Channels {

    /** From the connection to the end of the answer. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final MessageTemplates templates;
    private final Clock clock;
    private final Consumer<String> console;
    private final Function<ChannelConfig, Sender> senders;
    private final DeniedNetworks denied;

    private Channels(
            MessageTemplates templates,
            Clock clock,
            Consumer<String> console,
            Function<ChannelConfig, Sender> senders,
            DeniedNetworks denied) {
        this.templates = templates;
        this.clock = clock;
        this.console = console;
        this.senders = senders;
        this.denied = denied;
    }

    /**
     * Channels that may tell everybody.
     *
     * @param console takes the lines of console channels
     * @param senders opens what a channel sends with
     */
    public Channels(
            MessageTemplates templates,
            Clock clock,
            Consumer<String> console,
            Function<ChannelConfig, Sender> senders) {
        this(templates, clock, console, senders, DeniedNetworks.NONE);
    }

    /**
     * Channels that send over the network, as their settings say.
     *
     * @param console takes the lines of console channels
     * @param denied where nothing is sent
     */
    public static Channels overNetwork(
            MessageTemplates templates,
            Clock clock,
            Consumer<String> console,
            DeniedNetworks denied) {
        return new Channels(templates, clock, console, config -> sender(config, denied), denied);
    }

    private static Sender sender(ChannelConfig config, DeniedNetworks denied) {
        return new HttpSender(
                config.settings().section("http_config"),
                config.settings().duration("timeout", TIMEOUT),
                denied);
    }

    /** All channels of a routing configuration, by their names; throws as {@link #open}. */
    public Map<String, Channel> openAll(RoutingConfig config) {
        Map<String, Channel> opened = new HashMap<>();
        for (Receiver receiver : config.receivers()) {
            for (ChannelConfig channel : receiver.channels()) {
                opened.put(channel.name(), open(channel));
            }
        }
        return opened;
    }

    /**
     * The channel of a configuration.
     *
     * @throws dev.muninn.model.MuninnException of kind BAD_INPUT if a file it names cannot be used
     */
    public Channel open(ChannelConfig config) {
        return new DiscreetChannel(plain(config), SecretTexts.of(config));
    }

    private Channel plain(ChannelConfig config) {
        ChannelTexts texts = new ChannelTexts(config.settings(), templates);
        return switch (config.type()) {
            case WEBHOOK -> new WebhookChannel(texts, senders.apply(config), clock);
            case SLACK -> new SlackChannel(texts, senders.apply(config));
            case MATTERMOST -> new MattermostChannel(texts, senders.apply(config));
            case MSTEAMS -> new TeamsChannel(texts, senders.apply(config), false);
            case MSTEAMSV2 -> new TeamsChannel(texts, senders.apply(config), true);
            case PAGERDUTY -> new PagerDutyChannel(texts, senders.apply(config));
            case OPSGENIE -> new OpsgenieChannel(texts, senders.apply(config));
            case VICTOROPS -> new VictorOpsChannel(texts, senders.apply(config));
            case EMAIL -> new EmailChannel(texts, denied, InetAddress::getByName, clock);
            case TELEGRAM -> new TelegramChannel(texts, senders.apply(config));
            case DISCORD -> new DiscordChannel(texts, senders.apply(config));
            case JIRA -> new JiraChannel(texts, senders.apply(config));
            case SERVICENOW -> new ServiceNowChannel(texts, senders.apply(config));
            case TWILIO -> new TwilioChannel(texts, senders.apply(config));
            case SMS -> new SmsGatewayChannel(texts, senders.apply(config));
            case CONSOLE -> new ConsoleChannel(texts, console);
            case SNS -> new SnsChannel(texts, senders.apply(config), clock);
            case WEBEX -> new WebexChannel(texts, senders.apply(config));
            case WECHAT -> new WeChatChannel(texts, senders.apply(config), clock);
            case PUSHOVER -> new PushoverChannel(texts, senders.apply(config));
            case ROCKETCHAT -> new RocketChatChannel(texts, senders.apply(config));
            case INCIDENTIO -> new IncidentIoChannel(texts, senders.apply(config));
        };
    }
}
