package dev.muninn.alert.config;

import static dev.muninn.alert.config.Shape.ANY_URL;
import static dev.muninn.alert.config.Shape.COUNT;
import static dev.muninn.alert.config.Shape.DECIMAL;
import static dev.muninn.alert.config.Shape.FLAG;
import static dev.muninn.alert.config.Shape.GO_SPAN;
import static dev.muninn.alert.config.Shape.GO_SPAN_TEXT;
import static dev.muninn.alert.config.Shape.NUMBER;
import static dev.muninn.alert.config.Shape.SECRET;
import static dev.muninn.alert.config.Shape.SECRET_MAP;
import static dev.muninn.alert.config.Shape.SECRET_TEXTS;
import static dev.muninn.alert.config.Shape.SECRET_URL;
import static dev.muninn.alert.config.Shape.SPAN;
import static dev.muninn.alert.config.Shape.TEXT;
import static dev.muninn.alert.config.Shape.TEXTS;
import static dev.muninn.alert.config.Shape.TEXT_LISTS;
import static dev.muninn.alert.config.Shape.TEXT_MAP;
import static dev.muninn.alert.config.Shape.TREE;
import static dev.muninn.alert.config.Shape.TREE_MAP;
import static dev.muninn.alert.config.Shape.URL;
import static dev.muninn.alert.config.Shape.URL_TEMPLATE;

import dev.muninn.alert.config.Shape.Kind;

/** The sections of {@code alertmanager.yml}. */
final class Shapes {

    static final Shape TLS =
            Shape.empty()
                    .and(TEXT, "ca", "ca_file", "cert", "cert_file", "key_file", "server_name")
                    .and(TEXT, "min_version", "max_version")
                    .and(SECRET, "key")
                    .and(FLAG, "insecure_skip_verify");

    private static final Shape OAUTH =
            Shape.empty()
                    .and(TEXT, "client_id", "client_secret_file", "token_url")
                    .and(ANY_URL, "proxy_url")
                    .and(TEXT, "no_proxy", "client_certificate_key_file", "signature_algorithm")
                    .and(TEXT, "client_certificate_key_id", "iss", "audience", "grant_type")
                    .and(TREE_MAP, "claims")
                    .and(TEXT_LISTS, "proxy_connect_header")
                    .and(FLAG, "proxy_from_environment")
                    .and(SECRET, "client_secret", "client_certificate_key")
                    .and(TEXTS, "scopes")
                    .and(TEXT_MAP, "endpoint_params")
                    .and(new Kind.One(TLS), "tls_config");

    private static final Shape HEADER =
            Shape.empty().and(TEXTS, "values", "files").and(SECRET_TEXTS, "secrets");

    static final Shape HTTP =
            Shape.empty()
                    .and(
                            new Kind.One(
                                    Shape.empty()
                                            .and(TEXT, "type", "credentials_file")
                                            .and(SECRET, "credentials")),
                            "authorization")
                    .and(
                            new Kind.One(
                                    Shape.empty()
                                            .and(TEXT, "username", "username_file", "password_file")
                                            .and(SECRET, "password")),
                            "basic_auth")
                    .and(new Kind.One(OAUTH), "oauth2")
                    .and(SECRET, "bearer_token")
                    .and(TEXT, "bearer_token_file", "no_proxy")
                    .and(ANY_URL, "proxy_url")
                    .and(TEXT_LISTS, "proxy_connect_header")
                    .and(new Kind.Named(HEADER), "http_headers")
                    .and(FLAG, "follow_redirects", "enable_http2", "proxy_from_environment")
                    .and(new Kind.One(TLS), "tls_config");

    static final Shape GLOBAL =
            Shape.empty()
                    .and(SPAN, "resolve_timeout")
                    .and(new Kind.One(HTTP), "http_config")
                    .and(TEXT, "smtp_from", "smtp_hello", "smtp_smarthost", "smtp_auth_username")
                    .and(TEXT, "smtp_auth_password_file", "smtp_auth_secret_file")
                    .and(TEXT, "smtp_auth_identity")
                    .and(SECRET, "smtp_auth_password", "smtp_auth_secret")
                    .and(FLAG, "smtp_require_tls", "smtp_force_implicit_tls")
                    .and(new Kind.One(TLS), "smtp_tls_config")
                    .and(SECRET_URL, "slack_api_url", "mattermost_webhook_url")
                    .and(URL, "slack_app_url", "jira_api_url", "pagerduty_url", "opsgenie_api_url")
                    .and(URL, "wechat_api_url", "victorops_api_url", "telegram_api_url")
                    .and(URL, "webex_api_url", "rocketchat_api_url")
                    .and(
                            TEXT,
                            "slack_api_url_file",
                            "slack_app_token_file",
                            "opsgenie_api_key_file")
                    .and(TEXT, "wechat_api_secret_file", "wechat_api_corp_id")
                    .and(TEXT, "victorops_api_key_file", "telegram_bot_token_file")
                    .and(TEXT, "rocketchat_token_file", "rocketchat_token_id_file")
                    .and(TEXT, "mattermost_webhook_url_file")
                    .and(SECRET, "slack_app_token", "opsgenie_api_key", "wechat_api_secret")
                    .and(SECRET, "victorops_api_key", "telegram_bot_token", "rocketchat_token")
                    .and(SECRET, "rocketchat_token_id");

    private static final Shape FIELD = Shape.empty().and(TEXT, "title", "value").and(FLAG, "short");

    private static final Shape ACTION =
            Shape.empty()
                    .and(TEXT, "type", "text", "url", "style", "name", "value")
                    .and(
                            new Kind.One(
                                    Shape.empty()
                                            .and(TEXT, "text", "title", "ok_text", "dismiss_text")),
                            "confirm");

    private static final Shape CHANNEL =
            Shape.empty().and(FLAG, "send_resolved").and(new Kind.One(HTTP), "http_config");

    /** What all chats take that show a message as Slack does. */
    private static final Shape CHAT =
            CHANNEL.and(TEXT, "channel", "color", "title", "title_link", "text")
                    .and(TEXT, "icon_url", "image_url", "thumb_url")
                    .and(new Kind.Many(FIELD), "fields");

    static final Shape WEBHOOK =
            CHANNEL.and(URL_TEMPLATE, "url")
                    .and(TEXT, "url_file", "signature_secret_file", "signature_old_secret_file")
                    .and(TEXT, "signature_header")
                    .and(COUNT, "max_alerts")
                    .and(GO_SPAN, "timeout")
                    .and(TREE, "payload");

    static final Shape SLACK =
            CHAT.and(SECRET_URL, "api_url")
                    .and(TEXT, "api_url_file", "app_token_file", "pretext", "message_text")
                    .and(TEXT, "footer", "callback_id", "username", "icon_emoji", "fallback")
                    .and(SECRET, "app_token")
                    .and(URL, "app_url")
                    .and(TEXTS, "mrkdwn_in")
                    .and(GO_SPAN, "timeout")
                    .and(FLAG, "short_fields", "link_names", "update_message", "threads")
                    .and(new Kind.Many(ACTION), "actions");

    static final Shape TEAMS_V2 =
            CHANNEL.and(SECRET_URL, "webhook_url").and(TEXT, "webhook_url_file", "title", "text");

    static final Shape TEAMS = TEAMS_V2.and(TEXT, "summary");

    static final Shape PAGERDUTY =
            CHANNEL.and(SECRET, "service_key", "routing_key")
                    .and(TEXT, "service_key_file", "routing_key_file", "client", "client_url")
                    .and(TEXT, "description", "source", "severity", "class", "component", "group")
                    .and(URL, "url")
                    .and(TREE_MAP, "details")
                    .and(GO_SPAN, "timeout")
                    .and(new Kind.Many(Shape.empty().and(TEXT, "href", "src", "alt")), "images")
                    .and(new Kind.Many(Shape.empty().and(TEXT, "href", "text")), "links");

    static final Shape OPSGENIE =
            CHANNEL.and(SECRET, "api_key")
                    .and(TEXT, "api_key_file", "message", "description", "source", "entity")
                    .and(TEXT, "actions", "tags", "note", "priority")
                    .and(URL, "api_url")
                    .and(FLAG, "update_alerts")
                    .and(TEXT_MAP, "details")
                    .and(
                            new Kind.Many(
                                    Shape.empty().and(TEXT, "id", "name", "username", "type")),
                            "responders");

    static final Shape VICTOROPS =
            CHANNEL.and(SECRET, "api_key")
                    .and(TEXT, "api_key_file", "routing_key", "message_type", "state_message")
                    .and(TEXT, "entity_display_name", "monitoring_tool")
                    .and(URL, "api_url")
                    .and(TEXT_MAP, "custom_fields");

    static final Shape EMAIL =
            Shape.empty()
                    .and(FLAG, "send_resolved", "require_tls", "force_implicit_tls")
                    .and(TEXT, "to", "from", "hello", "smarthost", "auth_username")
                    .and(TEXT, "auth_password_file", "auth_secret_file", "auth_identity")
                    .and(TEXT, "html", "text")
                    .and(SECRET, "auth_password", "auth_secret")
                    .and(TEXT_MAP, "headers")
                    .and(new Kind.One(TLS), "tls_config")
                    .and(
                            new Kind.One(
                                    Shape.empty().and(FLAG, "enabled").and(TEXT, "thread_by_date")),
                            "threading");

    static final Shape SNS =
            CHANNEL.and(TEXT, "api_url", "topic_arn", "phone_number", "target_arn")
                    .and(TEXT, "subject", "message")
                    .and(FLAG, "use_aws_http_client")
                    .and(TEXT_MAP, "attributes")
                    .and(
                            new Kind.One(
                                    Shape.empty()
                                            .and(
                                                    TEXT,
                                                    "region",
                                                    "access_key",
                                                    "profile",
                                                    "service_name")
                                            .and(TEXT, "role_arn", "external_id")
                                            .and(FLAG, "use_fips_sts_endpoint")
                                            .and(SECRET, "secret_key")),
                            "sigv4");

    static final Shape TELEGRAM =
            CHANNEL.and(SECRET, "bot_token")
                    .and(TEXT, "bot_token_file", "chat_id_file", "message", "parse_mode")
                    .and(NUMBER, "chat_id", "message_thread_id")
                    .and(FLAG, "disable_notifications")
                    .and(URL, "api_url");

    static final Shape DISCORD =
            CHANNEL.and(SECRET_URL, "webhook_url")
                    .and(TEXT, "webhook_url_file", "title", "message", "content", "username")
                    .and(TEXT, "avatar_url");

    static final Shape WEBEX = CHANNEL.and(TEXT, "room_id", "message").and(URL, "api_url");

    static final Shape WECHAT =
            CHANNEL.and(SECRET, "api_secret")
                    .and(TEXT, "api_secret_file", "corp_id", "agent_id", "message")
                    .and(TEXT, "message_type", "to_user", "to_party", "to_tag")
                    .and(URL, "api_url");

    static final Shape PUSHOVER =
            CHANNEL.and(SECRET, "user_key", "token")
                    .and(TEXT, "user_key_file", "token_file", "title", "message", "url")
                    .and(TEXT, "url_title", "device", "sound", "priority")
                    .and(GO_SPAN_TEXT, "retry", "expire", "ttl")
                    .and(FLAG, "html", "monospace");

    private static final Shape ROCKETCHAT_ACTION =
            Shape.empty().and(TEXT, "type", "text", "url", "msg");

    static final Shape ROCKETCHAT =
            CHAT.and(SECRET, "token", "token_id")
                    .and(TEXT, "token_file", "token_id_file", "emoji")
                    .and(FLAG, "short_fields", "link_names")
                    .and(new Kind.Many(ROCKETCHAT_ACTION), "actions")
                    .and(URL, "api_url");

    private static final Shape MATTERMOST_BLOCK =
            Shape.empty()
                    .and(TEXT, "fallback", "color", "pretext", "text", "title", "title_link")
                    .and(TEXT, "author_name", "author_link", "author_icon", "footer")
                    .and(TEXT, "footer_icon", "image_url", "thumb_url")
                    .and(new Kind.Many(FIELD), "fields");

    private static final Shape MATTERMOST_PRIORITY =
            Shape.empty()
                    .and(TEXT, "priority")
                    .and(FLAG, "requested_ack", "persistent_notifications");

    static final Shape MATTERMOST =
            CHAT.and(SECRET_URL, "webhook_url")
                    .and(TEXT, "webhook_url_file", "pretext", "author_name", "author_link")
                    .and(TEXT, "author_icon", "footer", "footer_icon", "type", "username")
                    .and(TEXT, "icon_emoji", "fallback")
                    .and(new Kind.AsTree(new Kind.Many(MATTERMOST_BLOCK)), "attachments")
                    .and(new Kind.AsTree(new Kind.One(Shape.empty().and(TEXT, "card"))), "props")
                    .and(new Kind.AsTree(new Kind.One(MATTERMOST_PRIORITY)), "priority");

    private static final Kind JIRA_TEXT =
            new Kind.TextOr(Shape.empty().and(TEXT, "template").and(FLAG, "enable_update"));

    static final Shape JIRA =
            CHANNEL.and(TEXT, "project", "priority", "issue_type", "reopen_transition", "api_type")
                    .and(TEXT, "resolve_transition", "wont_fix_resolution")
                    .and(URL, "api_url")
                    .and(JIRA_TEXT, "summary", "description")
                    .and(TREE_MAP, "fields")
                    .and(TEXTS, "labels")
                    .and(SPAN, "reopen_duration");

    static final Shape INCIDENTIO =
            CHANNEL.and(SECRET_URL, "url")
                    .and(TEXT, "url_file", "alert_source_token_file")
                    .and(SECRET, "alert_source_token")
                    .and(TEXT_MAP, "metadata")
                    .and(COUNT, "max_alerts")
                    .and(GO_SPAN, "timeout");

    static final Shape TRACING =
            Shape.empty()
                    .and(TEXT, "client_type", "endpoint", "compression")
                    .and(DECIMAL, "sampling_fraction")
                    .and(FLAG, "insecure")
                    .and(new Kind.Named(HEADER), "headers")
                    .and(SPAN, "timeout")
                    .and(new Kind.One(TLS), "tls_config");

    static final Shape CONSOLE = Shape.empty().and(FLAG, "send_resolved").and(TEXT, "text");

    static final Shape TWILIO =
            CHANNEL.and(TEXT, "account_sid", "auth_token_file", "from", "to", "text")
                    .and(TEXT, "messaging_service_sid")
                    .and(FLAG, "voice")
                    .and(URL, "api_url");

    static final Shape SMS_GATEWAY =
            CHANNEL.and(SECRET_URL, "url")
                    .and(TEXT, "method", "body", "success", "content_type", "secret_file")
                    .and(TEXT, "message_id")
                    .and(SECRET_MAP, "headers");

    static final Shape SERVICENOW =
            CHANNEL.and(TEXT, "mode", "source", "node", "description", "short_description")
                    .and(URL, "api_url");

    private Shapes() {}
}
