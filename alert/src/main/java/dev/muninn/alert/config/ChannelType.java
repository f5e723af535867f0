package dev.muninn.alert.config;

import java.util.Locale;

/** The ways there are to tell somebody; each is a list of its own in a receiver. */
public enum ChannelType {
    WEBHOOK(Shapes.WEBHOOK, true),
    SLACK(Shapes.SLACK, false),
    MSTEAMS(Shapes.TEAMS, true),
    MSTEAMSV2(Shapes.TEAMS_V2, true),
    PAGERDUTY(Shapes.PAGERDUTY, true),
    OPSGENIE(Shapes.OPSGENIE, true),
    VICTOROPS(Shapes.VICTOROPS, true),
    EMAIL(Shapes.EMAIL, false),
    SNS(Shapes.SNS, true),
    TELEGRAM(Shapes.TELEGRAM, true),
    DISCORD(Shapes.DISCORD, true),
    WEBEX(Shapes.WEBEX, true),
    WECHAT(Shapes.WECHAT, false),
    PUSHOVER(Shapes.PUSHOVER, true),
    ROCKETCHAT(Shapes.ROCKETCHAT, false),
    MATTERMOST(Shapes.MATTERMOST, true),
    JIRA(Shapes.JIRA, true),
    INCIDENTIO(Shapes.INCIDENTIO, true),
    CONSOLE(Shapes.CONSOLE, true),
    TWILIO(Shapes.TWILIO, false),
    SMS(Shapes.SMS_GATEWAY, false),
    SERVICENOW(Shapes.SERVICENOW, true);

    @SuppressWarnings("ImmutableEnumChecker") // a shape does not change, it only cannot say so
    private final Shape shape;

    private final boolean sendsResolved;

    ChannelType(Shape shape, boolean sendsResolved) {
        this.shape = shape;
        this.sendsResolved = sendsResolved;
    }

    Shape shape() {
        return shape;
    }

    /** Whether the end of alerts is told where the file does not say. */
    boolean sendsResolved() {
        return sendsResolved;
    }

    /** The word in APIs and metrics. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The key of the list in a receiver: {@code slack_configs}. */
    public String key() {
        return word() + "_configs";
    }
}
