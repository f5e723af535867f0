package dev.muninn.alert.channel;

import com.google.re2j.Pattern;
import dev.muninn.alert.config.Settings;
import dev.muninn.alert.message.Message;
import java.util.Map;

/** Any gateway that takes a request made of templates, and says in its answer how it went. */
final class SmsGatewayChannel implements Channel {

    private final ChannelTexts texts;
    private final Sender sender;

    SmsGatewayChannel(ChannelTexts texts, Sender sender) {
        this.texts = texts;
        this.sender = sender;
    }

    @Override
    public Outcome tell(Message message, Map<String, String> memory) {
        Settings settings = texts.settings();
        Request request =
                new Request(
                                settings.text("method", "POST"),
                                texts.text("url", "", message),
                                Map.of(),
                                texts.text("body", "{{ template \"muninn.short\" . }}", message))
                        .with("Content-Type", settings.text("content_type", "application/json"));
        if (settings.has("secret_file")) {
            request =
                    request.with(
                            "Authorization",
                            "Bearer " + Secrets.file(settings.text("secret_file")));
        }
        for (Map.Entry<String, String> header : settings.texts("headers").entrySet()) {
            request = request.with(header.getKey(), texts.render(header.getValue(), message));
        }
        Answer answer = sender.send(request);
        String success = settings.text("success");
        if (answer.isOk()
                && !success.isEmpty()
                && !Pattern.compile(success).matcher(answer.body()).find()) {
            return new Outcome.Refused("the answer does not say success: " + answer.detail());
        }
        return answer.outcome();
    }
}
