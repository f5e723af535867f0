package dev.muninn.alert.channel;

import dev.muninn.alert.config.ChannelConfig;
import dev.muninn.alert.config.Receiver;
import dev.muninn.alert.config.RoutingConfig;
import dev.muninn.alert.message.MessageTemplates;
import dev.muninn.model.Clock;
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

    /**
     * @param console takes the lines of console channels
     * @param senders opens what a channel sends with
     */
    public Channels(
            MessageTemplates templates,
            Clock clock,
            Consumer<String> console,
            Function<ChannelConfig, Sender> senders) {
        this.templates = templates;
        this.clock = clock;
        this.console = console;
        this.senders = senders;
    }

    /** A sender over the network, as a channel's settings say. */
    public static Sender overHttp(ChannelConfig config) {
        return new HttpSender(
                config.settings().section("http_config"),
                config.settings().duration("timeout", TIMEOUT));
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
            case EMAIL -> new EmailChannel(texts, clock);
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
