package dev.muninn.alert.channel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.alert.config.Settings;
import dev.muninn.alert.message.Message;
import dev.muninn.model.Clock;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** People of WeChat Work. Confined to its worker, as it keeps the token of its session. */
final class WeChatChannel implements Channel {

    private static final String API = "https://qyapi.weixin.qq.com/cgi-bin/";

    /** Tokens that have ended, were replaced, or were never right. */
    private static final Set<Integer> TOKEN_ERRORS = Set.of(40014, 42001, 40001);

    private static final int BUSY = -1;

    private static final int MAX_BYTES = 2_048;

    private final ChannelTexts texts;
    private final Sender sender;
    private final Clock clock;
    private String token = "";
    private long tokenEndsMillis;

    WeChatChannel(ChannelTexts texts, Sender sender, Clock clock) {
        this.texts = texts;
        this.sender = sender;
        this.clock = clock;
    }

    @Override
    public Outcome tell(Message message, Map<String, String> memory) {
        if (token.isEmpty() || clock.millis() >= tokenEndsMillis) {
            Outcome signedIn = signIn(message);
            if (!(signedIn instanceof Outcome.Told)) {
                return signedIn;
            }
        }
        String url = api() + "message/send?access_token=" + encoded(token);
        Answer answer = sender.send(Request.json("POST", url, body(message)));
        return outcome(answer);
    }

    private Outcome signIn(Message message) {
        String url =
                api()
                        + "gettoken?corpid="
                        + encoded(texts.text("corp_id", "", message))
                        + "&corpsecret="
                        + encoded(Secrets.text(texts.settings(), "api_secret"));
        Answer answer = sender.send(new Request("GET", url, Map.of(), ""));
        Outcome outcome = outcome(answer);
        if (outcome instanceof Outcome.Told) {
            JsonNode tree = Json.parse(answer.body());
            token = tree.path("access_token").asText("");
            tokenEndsMillis = clock.millis() + tree.path("expires_in").asLong(7_200) * 1_000;
        }
        return outcome;
    }

    private Outcome outcome(Answer answer) {
        JsonNode tree = Json.parse(answer.body());
        int code = tree.path("errcode").asInt(0);
        if (!answer.isOk() || code == 0) {
            return answer.outcome();
        }
        String detail = "WeChat says " + code + ": " + tree.path("errmsg").asText("");
        if (TOKEN_ERRORS.contains(code) && !token.isEmpty()) {
            token = "";
            return new Outcome.TryAgain(detail, Duration.ZERO);
        }
        return code == BUSY
                ? new Outcome.TryAgain(detail, Duration.ZERO)
                : new Outcome.Refused(detail);
    }

    private String body(Message message) {
        String kind = texts.settings().text("message_type", "text");
        String text = texts.title("message", named("message"), message);
        return Json.print(
                Json.filled(
                        "touser",
                        texts.text("to_user", named("to_user"), message),
                        "toparty",
                        texts.text("to_party", named("to_party"), message),
                        "totag",
                        texts.text("to_tag", named("to_tag"), message),
                        "agentid",
                        texts.text("agent_id", named("agent_id"), message),
                        "safe",
                        "0",
                        "msgtype",
                        kind,
                        kind,
                        Json.object("content", ChannelTexts.cutBytes(text, MAX_BYTES))));
    }

    private static String named(String name) {
        return "{{ template \"wechat.default." + name + "\" . }}";
    }

    private String api() {
        Settings settings = texts.settings();
        String api = settings.text("api_url", API);
        return api.endsWith("/") ? api : api + "/";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
