package dev.muninn.alert.channel;

import com.google.re2j.Pattern;
import java.util.List;

/** What the refusals of receivers mean, and what helps, in people's words. */
public final class AnswerAdvice {

    private record Advice(Pattern answer, String words) {

        static Advice of(String answer, String words) {
            return new Advice(Pattern.compile("(?is)" + answer), words);
        }
    }

    /** The more special ones first. */
    private static final List<Advice> ADVICE =
            List.of(
                    Advice.of(
                            "channel_not_found|not_in_channel|chat not found|bot was kicked",
                            "The key is right, but the room is not known to the bot: check its name, and invite the bot."),
                    Advice.of(
                            "channel_is_archived|is_archived",
                            "The room is archived: name another one."),
                    Advice.of(
                            "no_service|invalid_token|No active hooks|Unknown Webhook",
                            "The address of the webhook is not known there any more: make a new one and put it into the configuration."),
                    Advice.of(
                            "invalid_auth|not_authed|token_revoked|token_expired|account_inactive|missing_scope",
                            "The token is refused: make a new one with the right to write messages."),
                    Advice.of(
                            "invalid (routing|integration|service) key|Event object is invalid",
                            "The integration key is refused: copy it again from the service's integrations."),
                    Advice.of(
                            "5\\.7\\.[0-9]|535[ -]|authentication failed|Username and Password not accepted",
                            "The mail server refuses the user name or the password: check auth_username and auth_password."),
                    Advice.of(
                            "^550|mailbox unavailable|user unknown|recipient address rejected",
                            "The mail server does not know the address of the receiver: check \"to\"."),
                    Advice.of(
                            "HTTP 401|HTTP 403",
                            "The receiver refuses the key or the password: check the credentials of this channel."),
                    Advice.of(
                            "HTTP 404|HTTP 410",
                            "Nobody is at this address: check the URL of the channel."),
                    Advice.of(
                            "HTTP 413|too (long|large|big)",
                            "The message is too long for the receiver: shorten its template."),
                    Advice.of(
                            "HTTP 429|rate_?limited|too many requests",
                            "The receiver asks for fewer messages: they wait as long as it says; group more alerts together if it happens often."),
                    Advice.of(
                            "HTTP 5[0-9][0-9]",
                            "The receiver has trouble of its own: messages wait and are tried again."),
                    Advice.of(
                            "HTTP 4[0-9][0-9]",
                            "The receiver does not understand the message: its answer says what it misses."),
                    Advice.of(
                            "name of the receiver is unknown|UnknownHost",
                            "The name of the receiver cannot be found: check it, and the name servers of this machine."),
                    Advice.of(
                            "takes no connections|connection refused|couldn't connect",
                            "Nobody listens at the address of the receiver: check host and port, and whether a firewall is between."),
                    Advice.of(
                            "no answer in time|timed? ?out",
                            "The receiver does not answer in time: check whether a proxy is needed (http_config.proxy_url)."),
                    Advice.of(
                            "certification path|no secure connection",
                            "The certificate of the receiver is not trusted: name its authority in http_config.tls_config.ca_file."));

    private AnswerAdvice() {}

    /** What to do about an answer; empty where it says that itself. */
    public static String of(String detail) {
        for (Advice advice : ADVICE) {
            if (advice.answer().matcher(detail).find()) {
                return advice.words();
            }
        }
        return "";
    }
}
