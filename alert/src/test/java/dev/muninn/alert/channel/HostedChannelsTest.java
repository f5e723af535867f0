package dev.muninn.alert.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.alert.config.ChannelConfig;
import dev.muninn.alert.config.RoutingFile;
import dev.muninn.alert.message.Message;
import dev.muninn.alert.message.MessageAlert;
import dev.muninn.alert.message.MessageTemplates;
import dev.muninn.alert.route.MatcherSyntax;
import dev.muninn.model.Labels;
import dev.muninn.testkit.ManualClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the channels of hosted services send, and what they make of answers. */
class HostedChannelsTest {

    private static final Answer OK = new Answer(200, Map.of(), "{}");

    private final List<Request> sent = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private final ManualClock clock = new ManualClock(1_000_000);

    private Channel channel(String settings) {
        String text = "route: {receiver: r}\nreceivers: [{name: r, " + settings + "}]";
        ChannelConfig config =
                RoutingFile.read("x.yml", text, MatcherSyntax.FALLBACK)
                        .receivers()
                        .getFirst()
                        .channels()
                        .getFirst();
        return new Channels(
                        MessageTemplates.of(Map.of(), clock),
                        clock,
                        line -> {},
                        ignored ->
                                request -> {
                                    sent.add(request);
                                    return answers.isEmpty() ? OK : answers.removeFirst();
                                })
                .open(config);
    }

    private static Message message(int alerts, String summary) {
        List<MessageAlert> all = new ArrayList<>();
        for (int i = 0; i < alerts; i++) {
            all.add(
                    new MessageAlert(
                            Labels.of("alertname", "X", "number", Integer.toString(i)),
                            Map.of("summary", summary),
                            1,
                            0,
                            ""));
        }
        return new Message(
                "r",
                "{}:{}",
                Labels.of("alertname", "X"),
                Map.of(),
                all,
                "http://muninn.example.org",
                "first notification",
                "delivery-1",
                false);
    }

    private static Message message() {
        return message(1, "too much");
    }

    @Test
    void signsAsAmazonsOwnExample() {
        Request request =
                new Request(
                        "GET",
                        "https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08",
                        Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
                        "");
        AwsSignature signature =
                new AwsSignature(
                        "us-east-1",
                        "iam",
                        "AKIDEXAMPLE",
                        "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
        assertThat(signature.sign(request, Instant.parse("2015-08-30T12:36:00Z")).headers())
                .containsEntry(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request,"
                                + " SignedHeaders=content-type;host;x-amz-date, Signature="
                                + "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7");
    }

    @Test
    void sendsToMattermostWhatItsSettingsAdd() {
        channel(
                        """
                        mattermost_configs: [{webhook_url: 'http://m/hooks/x', text: t, type: custom,
                          author_name: 'by {{ .Receiver }}', footer: f,
                          attachments: [{text: 'and {{ .Status }}', fields: [{title: a, value: b}]}],
                          props: {card: '{{ .CommonLabels.alertname }}'},
                          priority: {priority: urgent, requested_ack: true}}]
                        """)
                .tell(message(), Map.of());
        JsonNode body = Json.parse(sent.getFirst().body());
        assertThat(body.at("/attachments/0/text").asText()).isEqualTo("t");
        assertThat(body.at("/attachments/0/author_name").asText()).isEqualTo("by r");
        assertThat(body.at("/attachments/0/footer").asText()).isEqualTo("f");
        assertThat(body.at("/attachments/1").toString())
                .isEqualTo(
                        "{\"text\":\"and firing\",\"fields\":[{\"title\":\"a\",\"value\":\"b\"}]}");
        assertThat(body.at("/type").asText()).isEqualTo("custom");
        assertThat(body.at("/props").toString()).isEqualTo("{\"card\":\"X\"}");
        assertThat(body.at("/priority").toString())
                .isEqualTo("{\"priority\":\"urgent\",\"requested_ack\":true}");
    }

    @Test
    void publishesToTopicsInTheirRegion() {
        channel(
                        "sns_configs: [{topic_arn: 'arn:aws:sns:eu-west-1:1:ops.fifo',"
                                + " sigv4: {access_key: A, secret_key: B}, attributes: {team: '{{ .Status }}'}}]")
                .tell(message(), Map.of());
        Request request = sent.getFirst();
        assertThat(request.url()).isEqualTo("https://sns.eu-west-1.amazonaws.com/");
        assertThat(request.body())
                .startsWith("Action=Publish&Version=2010-03-31&TopicArn=arn%3Aaws%3Asns")
                .contains("Subject=%5BFIRING%3A1%5D%20X", "MessageGroupId=")
                .contains("MessageDeduplicationId=delivery-1")
                .contains("MessageAttributes.entry.1.Value.StringValue=firing");
        assertThat(request.headers().get("Authorization")).contains("/eu-west-1/sns/aws4_request");
    }

    @Test
    void cutsShortMessagesAndSaysSo() {
        channel(
                        "sns_configs: [{phone_number: '+1', message: '{{ .CommonAnnotations.summary }}',"
                                + " sigv4: {region: eu-west-1, access_key: A, secret_key: B}}]")
                .tell(message(1, "ü".repeat(1_000)), Map.of());
        assertThat(sent.getFirst().body())
                .contains("Message=" + "%C3%BC".repeat(800) + "&")
                .contains("MessageAttributes.entry.1.Name=truncated");
    }

    @Test
    void saysWhichKeysATopicNeeds() {
        Outcome outcome =
                channel("sns_configs: [{topic_arn: 'arn:aws:sns:eu-west-1:1:ops'}]")
                        .tell(message(), Map.of());
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(outcome.detail()).contains("sigv4.access_key");
        assertThat(sent).isEmpty();
    }

    @Test
    void writesToRoomsOfWebex() {
        channel(
                        "webex_configs: [{room_id: room1,"
                                + " http_config: {authorization: {credentials: t}}}]")
                .tell(message(), Map.of());
        assertThat(sent.getFirst().url()).isEqualTo("https://webexapis.com/v1/messages");
        assertThat(sent.getFirst().body())
                .startsWith("{\"markdown\":\"")
                .contains("alertname = X")
                .endsWith(",\"roomId\":\"room1\"}");
    }

    @Test
    void wakesPeopleByPushoverUntilTheyConfirm() {
        channel("pushover_configs: [{user_key: u, token: t, retry: 2m, expire: 3h, html: true}]")
                .tell(message(), Map.of());
        assertThat(sent.getFirst().body())
                .startsWith("token=t&user=u&title=%5BFIRING%3A1%5D+X")
                .contains("&message=too+much")
                .endsWith("&priority=2&retry=120&expire=10800&html=1");
    }

    @Test
    void rocketChatSaysInTheBodyWhatItRefuses() {
        Channel chat = channel("rocketchat_configs: [{token: t, token_id: u, channel: '#ops'}]");
        answers.add(new Answer(200, Map.of(), "{\"success\":true}"));
        answers.add(new Answer(200, Map.of(), "{\"success\":false,\"error\":\"no channel\"}"));
        assertThat(chat.tell(message(), Map.of())).isInstanceOf(Outcome.Told.class);
        assertThat(sent.getFirst().url())
                .isEqualTo("https://open.rocket.chat/api/v1/chat.postMessage");
        assertThat(sent.getFirst().headers())
                .containsEntry("X-Auth-Token", "t")
                .containsEntry("X-User-Id", "u");
        assertThat(sent.getFirst().body())
                .startsWith("{\"channel\":\"#ops\"")
                .contains("\"color\":\"red\"", "\"title\":\"[FIRING:1] X");
        assertThat(chat.tell(message(), Map.of()))
                .isEqualTo(new Outcome.Refused("Rocket.Chat says no channel"));
    }

    @Test
    void incidentIoGetsAsManyAlertsAsItTakes() {
        Channel channel =
                channel(
                        "incidentio_configs: [{url: 'http://i/', alert_source_token: t,"
                                + " metadata: {team: '{{ .Receiver }}'}}]");
        channel.tell(message(1, "too much"), Map.of());
        assertThat(sent.getFirst().headers()).containsEntry("Authorization", "Bearer t");
        assertThat(sent.getFirst().body())
                .contains("\"version\":\"4\"", "\"truncatedAlerts\":0")
                .contains("\"metadata\":{\"team\":\"r\"}");
        channel.tell(message(4, "x".repeat(150 << 10)), Map.of());
        assertThat(sent.getLast().body().length()).isLessThan(512 << 10);
        assertThat(sent.getLast().body()).contains("\"truncatedAlerts\":2");
    }

    @Test
    void weChatSignsInOnceAndAgainWhenItsTokenHasEnded() {
        Channel chat =
                channel(
                        "wechat_configs: [{corp_id: c, api_secret: s, to_user: ann, agent_id: '7'}]");
        Answer signedIn =
                new Answer(200, Map.of(), "{\"access_token\":\"a/1\",\"expires_in\":7200}");
        answers.add(signedIn);
        assertThat(chat.tell(message(), Map.of())).isInstanceOf(Outcome.Told.class);
        assertThat(sent.get(0).url())
                .isEqualTo("https://qyapi.weixin.qq.com/cgi-bin/gettoken?corpid=c&corpsecret=s");
        assertThat(sent.get(1).url()).endsWith("message/send?access_token=a%2F1");
        assertThat(sent.get(1).body())
                .startsWith("{\"touser\":\"ann\",\"agentid\":\"7\",\"safe\":\"0\"")
                .contains("\"text\":{\"content\":\"");
        answers.add(new Answer(200, Map.of(), "{\"errcode\":42001,\"errmsg\":\"expired\"}"));
        assertThat(chat.tell(message(), Map.of())).isInstanceOf(Outcome.TryAgain.class);
        answers.add(signedIn);
        assertThat(chat.tell(message(), Map.of())).isInstanceOf(Outcome.Told.class);
        assertThat(sent).hasSize(5);
        answers.add(new Answer(200, Map.of(), "{\"errcode\":60020,\"errmsg\":\"not allowed\"}"));
        assertThat(chat.tell(message(), Map.of()))
                .isEqualTo(new Outcome.Refused("WeChat says 60020: not allowed"));
    }
}
