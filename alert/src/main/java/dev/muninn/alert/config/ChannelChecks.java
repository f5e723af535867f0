package dev.muninn.alert.config;

import java.util.List;
import java.util.function.Consumer;

/** Fills a channel's settings from the global ones, and says what is still missing. */
final class ChannelChecks {

    private final Settings global;
    private final Consumer<String> problems;

    ChannelChecks(Settings global, Consumer<String> problems) {
        this.global = global;
        this.problems = problems;
    }

    /** The settings with what they inherit. */
    Settings complete(ChannelType type, Settings own) {
        Settings settings = own.orElse("http_config", global, "http_config");
        return switch (type) {
            case WEBHOOK -> webhook(settings);
            case SLACK -> slack(settings);
            case MSTEAMS, MSTEAMSV2, DISCORD -> hook(type, settings);
            case MATTERMOST -> mattermost(settings);
            case PAGERDUTY -> pagerduty(settings);
            case OPSGENIE -> opsgenie(settings);
            case VICTOROPS -> victorops(settings);
            case EMAIL -> email(settings);
            case TELEGRAM -> telegram(settings);
            case WEBEX -> webex(settings);
            case WECHAT -> wechat(settings);
            case PUSHOVER -> pushover(settings);
            case ROCKETCHAT -> rocketchat(settings);
            case JIRA -> jira(settings);
            case INCIDENTIO -> incidentio(settings);
            case TWILIO -> twilio(settings);
            case SMS -> needs(settings, "missing url in sms config", "url");
            case SERVICENOW -> needs(settings, "missing api_url in servicenow config", "api_url");
            case CONSOLE, SNS -> settings;
        };
    }

    private Settings needs(Settings settings, String otherwise, String... oneOf) {
        for (String key : oneOf) {
            if (settings.isGiven(key)) {
                return settings;
            }
        }
        problems.accept(otherwise);
        return settings;
    }

    private void excludes(Settings settings, String what, String... keys) {
        long set = List.of(keys).stream().filter(settings::isGiven).count();
        if (set > 1) {
            problems.accept(
                    "at most one of " + String.join(" & ", keys) + " must be configured" + what);
        }
    }

    /** A secret or the file with it: its own pair, or else the global one. */
    private Settings secret(Settings settings, String key, String globalKey) {
        excludes(settings, "", key, key + "_file");
        return inherited(settings, key, globalKey);
    }

    private Settings inherited(Settings settings, String key, String globalKey) {
        return settings.isGiven(key) || settings.isGiven(key + "_file")
                ? settings
                : settings.orElse(key, global, globalKey)
                        .orElse(key + "_file", global, globalKey + "_file");
    }

    private Settings webhook(Settings settings) {
        excludes(settings, "", "url", "url_file");
        return needs(settings, "one of url or url_file must be configured", "url", "url_file");
    }

    private Settings slack(Settings own) {
        excludes(own, "", "api_url", "api_url_file");
        excludes(own, "", "app_token", "app_token_file");
        boolean hasToken = own.isGiven("app_token") || own.isGiven("app_token_file");
        boolean hasUrl = own.isGiven("api_url") || own.isGiven("api_url_file");
        if (hasToken && hasUrl) {
            problems.accept(
                    "at most one of app_token/app_token_file & api_url/api_url_file must be"
                            + " configured");
        }
        Settings settings = own;
        if (!hasUrl && !hasToken) {
            boolean isByToken =
                    global.isGiven("slack_app_token") || global.isGiven("slack_app_token_file");
            settings =
                    isByToken
                            ? secret(own, "app_token", "slack_app_token")
                            : secret(own, "api_url", "slack_api_url");
        }
        settings = settings.orElse("app_url", global, "slack_app_url");
        if (own.flag("update_message", false)
                && hasUrl
                && !own.text("api_url").equals("https://slack.com/api/chat.postMessage")) {
            problems.accept(
                    "update_message can only be used with bot tokens: set app_token, or api_url"
                            + " to https://slack.com/api/chat.postMessage");
        }
        return needs(
                settings,
                "no Slack API URL nor App token set either inline or in a file",
                "api_url",
                "api_url_file",
                "app_token",
                "app_token_file");
    }

    private Settings hook(ChannelType type, Settings settings) {
        excludes(settings, "", "webhook_url", "webhook_url_file");
        return needs(
                settings,
                "missing webhook_url or webhook_url_file on " + type.word() + "_config",
                "webhook_url",
                "webhook_url_file");
    }

    private Settings mattermost(Settings settings) {
        return hook(
                ChannelType.MATTERMOST, secret(settings, "webhook_url", "mattermost_webhook_url"));
    }

    private Settings pagerduty(Settings settings) {
        excludes(settings, "", "routing_key", "routing_key_file");
        excludes(settings, "", "service_key", "service_key_file");
        return needs(
                        settings,
                        "missing service or routing key in PagerDuty config",
                        "routing_key",
                        "routing_key_file",
                        "service_key",
                        "service_key_file")
                .orElse("url", global, "pagerduty_url");
    }

    private Settings opsgenie(Settings own) {
        Settings settings = secret(own, "api_key", "opsgenie_api_key");
        for (Settings responder : settings.sections("responders")) {
            needs(
                    responder,
                    "opsgenie responder has to have at least one of id, username or name"
                            + " specified",
                    "id",
                    "username",
                    "name");
        }
        return needs(
                        settings,
                        "no global OpsGenie API Key set either inline or in a file",
                        "api_key",
                        "api_key_file")
                .orElse("api_url", global, "opsgenie_api_url");
    }

    private Settings victorops(Settings own) {
        needs(own, "missing Routing key in VictorOps config", "routing_key");
        Settings settings = secret(own, "api_key", "victorops_api_key");
        return needs(settings, "no global VictorOps API Key set", "api_key", "api_key_file")
                .orElse("api_url", global, "victorops_api_url");
    }

    private Settings email(Settings own) {
        needs(own, "missing to address in email config", "to");
        // Alertmanager lets both a password and a file with it stand here.
        Settings settings = inherited(own, "auth_password", "smtp_auth_password");
        settings = inherited(settings, "auth_secret", "smtp_auth_secret");
        for (String key : List.of("smarthost", "from", "hello", "auth_username", "auth_identity")) {
            settings = settings.orElse(key, global, "smtp_" + key);
        }
        for (String key : List.of("require_tls", "force_implicit_tls", "tls_config")) {
            settings = settings.orElse(key, global, "smtp_" + key);
        }
        needs(settings, "no global SMTP smarthost set", "smarthost");
        return needs(settings, "no global SMTP from set", "from");
    }

    private Settings telegram(Settings own) {
        Settings settings = secret(own, "bot_token", "telegram_bot_token");
        excludes(settings, "", "chat_id", "chat_id_file");
        needs(
                settings,
                "missing chat_id or chat_id_file on telegram_config",
                "chat_id",
                "chat_id_file");
        String mode = settings.text("parse_mode");
        if (!List.of("", "Markdown", "MarkdownV2", "HTML").contains(mode)) {
            problems.accept(
                    "unknown parse_mode on telegram_config, must be Markdown, MarkdownV2, HTML or empty string");
        }
        return needs(
                        settings,
                        "missing bot_token or bot_token_file on telegram_config",
                        "bot_token",
                        "bot_token_file")
                .orElse("api_url", global, "telegram_api_url");
    }

    private Settings webex(Settings settings) {
        needs(settings, "missing room_id on webex_config", "room_id");
        if (!settings.section("http_config").has("authorization")) {
            problems.accept("missing webex_configs.http_config.authorization");
        }
        return settings.orElse("api_url", global, "webex_api_url");
    }

    private Settings wechat(Settings own) {
        Settings settings =
                secret(own, "api_secret", "wechat_api_secret")
                        .orElse("corp_id", global, "wechat_api_corp_id");
        needs(settings, "no global Wechat ApiSecret set", "api_secret", "api_secret_file");
        return needs(settings, "no global Wechat CorpID set", "corp_id")
                .orElse("api_url", global, "wechat_api_url");
    }

    private Settings pushover(Settings settings) {
        excludes(settings, "", "user_key", "user_key_file");
        excludes(settings, "", "token", "token_file");
        needs(
                settings,
                "one of user_key or user_key_file must be configured",
                "user_key",
                "user_key_file");
        return needs(
                settings, "one of token or token_file must be configured", "token", "token_file");
    }

    private Settings rocketchat(Settings own) {
        Settings settings = secret(own, "token", "rocketchat_token");
        settings = secret(settings, "token_id", "rocketchat_token_id");
        needs(
                settings,
                "no global Rocketchat Token set either inline or in a file",
                "token",
                "token_file");
        return needs(
                        settings,
                        "no global Rocketchat TokenID set either inline or in a file",
                        "token_id",
                        "token_id_file")
                .orElse("api_url", global, "rocketchat_api_url");
    }

    private Settings jira(Settings own) {
        Settings settings = own.orElse("api_url", global, "jira_api_url");
        needs(settings, "no global Jira Cloud URL set", "api_url");
        needs(settings, "missing project in jira_config", "project");
        return needs(settings, "missing issue_type in jira_config", "issue_type");
    }

    private Settings incidentio(Settings settings) {
        excludes(settings, "", "url", "url_file");
        needs(settings, "one of url or url_file must be configured", "url", "url_file");
        excludes(settings, "", "alert_source_token", "alert_source_token_file");
        return settings;
    }

    private Settings twilio(Settings settings) {
        needs(settings, "missing account_sid in twilio config", "account_sid");
        needs(settings, "missing auth_token_file in twilio config", "auth_token_file");
        needs(settings, "missing to in twilio config", "to");
        return needs(
                settings,
                "missing from or messaging_service_sid in twilio config",
                "from",
                "messaging_service_sid");
    }
}
