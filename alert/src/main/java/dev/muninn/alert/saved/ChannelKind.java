package dev.muninn.alert.saved;

import dev.muninn.alert.config.ChannelType;
import dev.muninn.model.MuninnException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The ways to tell people that can be added in the browser, with what is asked of each. */
public enum ChannelKind {
    SLACK(
            ChannelType.SLACK,
            "Slack",
            "Slack → your app → Incoming Webhooks → Add New Webhook",
            Field.secret("api_url", "Webhook address", "https://hooks.slack.com/services/…"),
            Field.optional("channel", "Channel", "#alerts")),
    TEAMS(
            ChannelType.MSTEAMSV2,
            "Microsoft Teams",
            "Teams → channel → Workflows → Post to a channel when a webhook request is received."
                    + " The workflow belongs to a person and ends with that account.",
            Field.secret("webhook_url", "Workflow address", "https://….logic.azure.com/…")),
    EMAIL(
            ChannelType.EMAIL,
            "E-mail",
            "",
            Field.required("to", "To", "ops@example.org"),
            Field.optional("from", "From", "muninn@example.org"),
            Field.optional("smarthost", "Mail server", "mail.example.org:587"),
            Field.optional("auth_username", "User", "muninn"),
            Field.optionalSecret("auth_password", "Password")),
    PAGERDUTY(
            ChannelType.PAGERDUTY,
            "PagerDuty",
            "PagerDuty → Service → Integrations → Events API V2",
            Field.secret("routing_key", "Integration key", "")),
    OPSGENIE(
            ChannelType.OPSGENIE,
            "Jira Service Management, Opsgenie",
            "Opsgenie's API ends in April 2027; with Jira Service Management, name its address.",
            Field.secret("api_key", "API key", ""),
            Field.optional("api_url", "Address", "https://api.atlassian.com/jsm/ops/integration/")),
    DISCORD(
            ChannelType.DISCORD,
            "Discord",
            "Server settings → Integrations → Webhooks",
            Field.secret("webhook_url", "Webhook address", "https://discord.com/api/webhooks/…")),
    TELEGRAM(
            ChannelType.TELEGRAM,
            "Telegram",
            "@BotFather makes the bot; add it to the chat.",
            Field.secret("bot_token", "Token of the bot", "123456:ABC…"),
            Field.number("chat_id", "Number of the chat", "-1001234567890")),
    MATTERMOST(
            ChannelType.MATTERMOST,
            "Mattermost",
            "Integrations → Incoming Webhooks",
            Field.secret("webhook_url", "Webhook address", "https://chat.example.org/hooks/…"),
            Field.optional("channel", "Channel", "alerts")),
    PUSHOVER(
            ChannelType.PUSHOVER,
            "Pushover",
            "",
            Field.secret("user_key", "Key of the user or group", ""),
            Field.secret("token", "Token of the application", "")),
    WEBHOOK(
            ChannelType.WEBHOOK,
            "Webhook",
            "Gets the JSON that Alertmanager sends, version 4.",
            Field.secret("url", "Address", "https://example.org/alerts")),
    CONSOLE(ChannelType.CONSOLE, "Log of Muninn", "One line in the log per alert.");

    /**
     * Something a channel has to know.
     *
     * @param key as in {@code alertmanager.yml}
     * @param example shown while nothing was typed
     * @param isSecret never shown again once it is saved
     */
    public record Field(
            String key,
            String title,
            String example,
            boolean isSecret,
            boolean isRequired,
            boolean isNumber) {

        static Field secret(String key, String title, String example) {
            return new Field(key, title, example, true, true, false);
        }

        static Field optionalSecret(String key, String title) {
            return new Field(key, title, "", true, false, false);
        }

        static Field required(String key, String title, String example) {
            return new Field(key, title, example, false, true, false);
        }

        static Field optional(String key, String title, String example) {
            return new Field(key, title, example, false, false, false);
        }

        static Field number(String key, String title, String example) {
            return new Field(key, title, example, false, true, true);
        }

        Object tree() {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("key", key);
            tree.put("title", title);
            tree.put("example", example);
            tree.put("secret", isSecret);
            tree.put("required", isRequired);
            return tree;
        }
    }

    private final ChannelType type;
    private final String title;
    private final String about;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Field> fields;

    ChannelKind(ChannelType type, String title, String about, Field... fields) {
        this.type = type;
        this.title = title;
        this.about = about;
        this.fields = List.of(fields);
    }

    /**
     * The kind with a word.
     *
     * @throws MuninnException of kind BAD_INPUT if there is none
     */
    static ChannelKind of(String word) {
        List<String> words = new ArrayList<>();
        for (ChannelKind kind : values()) {
            if (kind.word().equals(word)) {
                return kind;
            }
            words.add(kind.word());
        }
        throw MuninnException.badInput(
                "there is no kind of channel \"%s\": there are %s"
                        .formatted(word, String.join(", ", words)));
    }

    /** The word in the API: {@code slack}. */
    public String word() {
        return type.word();
    }

    String title() {
        return title;
    }

    /** The key of its list in a receiver: {@code slack_configs}. */
    String listKey() {
        return type.key();
    }

    List<Field> fields() {
        return fields;
    }

    /** What is wrong with a file, in the words of the form. */
    public String inWords(String problem) {
        String said = problem.replace(word() + " config: ", "");
        for (Field field : fields) {
            said = said.replace(field.key(), '"' + field.title() + '"');
        }
        return said;
    }

    /** What a form has to ask. */
    public Object tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("kind", word());
        tree.put("title", title);
        tree.put("about", about);
        tree.put("fields", fields.stream().map(Field::tree).toList());
        return tree;
    }
}
