package dev.muninn.alert.config;

import dev.muninn.alert.template.Template;
import dev.muninn.alert.template.TemplateException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Says what is wrong in a channel's own settings, whatever it inherits. */
final class ContentChecks {

    private static final List<String> RESPONDERS =
            List.of("team", "teams", "user", "escalation", "schedule");

    private static final List<String> WECHAT_TYPES = List.of("", "text", "markdown");

    /** What every message to VictorOps has. */
    private static final List<String> VICTOROPS_FIELDS =
            List.of(
                    "routing_key",
                    "message_type",
                    "state_message",
                    "entity_display_name",
                    "monitoring_tool",
                    "entity_id",
                    "entity_state");

    private static final List<String> JIRA_TYPES = List.of("auto", "cloud", "datacenter");

    private static final List<String> THREADS = List.of("none", "daily");

    private static final List<String> TRACE_CLIENTS = List.of("http", "grpc");

    private static final List<String> TRACE_COMPRESSIONS = List.of("", "gzip");

    private final Consumer<String> problems;

    ContentChecks(Consumer<String> problems) {
        this.problems = problems;
    }

    void check(ChannelType type, Settings own) {
        HttpChecks http = new HttpChecks(problems);
        http.http(own.section("http_config"));
        switch (type) {
            case SLACK -> {
                fields("Slack", own.sections("fields"));
                own.sections("actions").forEach(this::slackAction);
            }
            case MATTERMOST -> {
                fields("Mattermost", own.sections("fields"));
                mattermostBlocks(own.tree("attachments"));
            }
            case OPSGENIE -> own.sections("responders").forEach(this::responder);
            case EMAIL -> {
                http.tls(own.section("tls_config"));
                smarthost(own.text("smarthost"));
                headers(own.texts("headers").keySet());
                threading(own.section("threading"));
            }
            case JIRA -> {
                if (own.has("api_type")) {
                    oneOf("jira api_type", own.text("api_type"), JIRA_TYPES);
                }
            }
            case SNS -> sns(own);
            case PUSHOVER -> {
                if (own.flag("html", false) && own.flag("monospace", false)) {
                    problems.accept("at most one of monospace & html must be configured");
                }
            }
            case WECHAT -> oneOf("weChat message type", own.text("message_type"), WECHAT_TYPES);
            case VICTOROPS ->
                    own.texts("custom_fields").keySet().stream()
                            .filter(VICTOROPS_FIELDS::contains)
                            .forEach(
                                    name ->
                                            problems.accept(
                                                    "victorOps config contains custom field "
                                                            + name
                                                            + " which cannot be used as it"
                                                            + " conflicts with the fixed fields"));
            case INCIDENTIO -> incidentIo(own);
            case WEBHOOK,
                    MSTEAMS,
                    MSTEAMSV2,
                    DISCORD,
                    PAGERDUTY,
                    TELEGRAM,
                    WEBEX,
                    ROCKETCHAT,
                    TWILIO,
                    SMS,
                    SERVICENOW,
                    CONSOLE -> {}
        }
    }

    private void fields(String channel, List<Settings> fields) {
        for (Settings field : fields) {
            for (String key : List.of("title", "value")) {
                needs(field, key, channel + " field configuration");
            }
        }
    }

    private void mattermostBlocks(@Nullable Object blocks) {
        if (!(blocks instanceof List<?> list)) {
            return;
        }
        for (Object block : list) {
            Object fields = block instanceof Map<?, ?> map ? map.get("fields") : null;
            for (Object field : fields instanceof List<?> some ? some : List.of()) {
                for (String key : List.of("title", "value")) {
                    Object text = field instanceof Map<?, ?> map ? map.get(key) : null;
                    if (text == null || text.equals("")) {
                        problems.accept("missing " + key + " in Mattermost field configuration");
                    }
                }
            }
        }
    }

    private void incidentIo(Settings own) {
        boolean hasToken = own.isSet("alert_source_token") || own.isSet("alert_source_token_file");
        boolean isAuthorized = own.section("http_config").has("authorization");
        if (hasToken && isAuthorized) {
            problems.accept(
                    "cannot specify alert_source_token or alert_source_token_file when using"
                            + " http_config.authorization");
        }
        if (own.has("http_config") && !hasToken && !isAuthorized) {
            problems.accept(
                    "at least one of alert_source_token, alert_source_token_file or"
                            + " http_config.authorization must be configured");
        }
    }

    private void threading(Settings threading) {
        if (threading.flag("enabled", false)) {
            oneOf("threading.thread_by_date", threading.text("thread_by_date"), THREADS);
        }
    }

    /** Traces are not sent, but a file that Alertmanager would refuse is not taken. */
    void tracing(Settings tracing) {
        needs(tracing, "endpoint", "tracing");
        if (tracing.has("client_type")) {
            oneOf("tracing client_type", tracing.text("client_type"), TRACE_CLIENTS);
        }
        oneOf("tracing compression", tracing.text("compression"), TRACE_COMPRESSIONS);
        new HttpChecks(problems).tls(tracing.section("tls_config"));
    }

    private void slackAction(Settings action) {
        needs(action, "type", "Slack action configuration");
        needs(action, "text", "Slack action configuration");
        if (!action.isSet("url") && !action.isSet("name")) {
            problems.accept("missing name or url in Slack action configuration");
        }
        if (action.has("confirm")) {
            needs(action.section("confirm"), "text", "Slack confirmation configuration");
        }
    }

    private void needs(Settings settings, String key, String where) {
        if (!settings.isSet(key)) {
            problems.accept("missing " + key + " in " + where);
        }
    }

    private void responder(Settings responder) {
        String type = responder.text("type");
        if (!type.contains("{{")) {
            oneOf("opsgenie responder type", type.toLowerCase(Locale.ROOT), RESPONDERS);
            return;
        }
        try {
            Template.parse("type", type, Set.of());
        } catch (TemplateException e) {
            problems.accept("opsgenie responder type is no template: " + e.getMessage());
        }
    }

    private void oneOf(String what, String value, List<String> allowed) {
        if (!allowed.contains(value)) {
            problems.accept(
                    what
                            + " \""
                            + value
                            + "\" does not match valid options ^("
                            + String.join(
                                    "|", allowed.stream().filter(one -> !one.isEmpty()).toList())
                            + ")$");
        }
    }

    /** The host and port of a mail server, as one text. */
    void smarthost(String address) {
        if (address.isEmpty()) {
            return;
        }
        int colon = address.lastIndexOf(':');
        String host = colon < 0 ? address : address.substring(0, colon);
        if (colon < 0 || host.startsWith("[") && !host.endsWith("]")) {
            problems.accept("address " + address + ": missing port in address");
        } else if (!host.startsWith("[") && host.contains(":")) {
            problems.accept("address " + address + ": too many colons in address");
        } else if (colon == address.length() - 1) {
            problems.accept("address \"" + address + "\": port cannot be empty");
        }
    }

    private void headers(Set<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                problems.accept("duplicate header \"" + name + "\" in email config");
            }
        }
    }

    private void sns(Settings own) {
        long targets =
                List.of("topic_arn", "target_arn", "phone_number").stream()
                        .filter(key -> own.isSet(key))
                        .count();
        // All three at once are taken by Alertmanager, which sends to the first.
        if (targets % 2 == 0) {
            problems.accept(
                    "must provide either a Target ARN, Topic ARN, or Phone Number for SNS config");
        }
        Settings signature = own.section("sigv4");
        if (signature.isSet("access_key") != signature.isSet("secret_key")) {
            problems.accept(
                    "must provide a AWS SigV4 Access key and Secret Key if credentials are"
                            + " specified in the SigV4 config");
        }
        if (signature.isSet("external_id") && !signature.isSet("role_arn")) {
            problems.accept("external_id can only be used with role_arn");
        }
    }
}
