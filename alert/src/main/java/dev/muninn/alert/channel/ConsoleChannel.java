package dev.muninn.alert.channel;

import dev.muninn.alert.message.Message;
import java.util.Map;
import java.util.function.Consumer;

/** Lines where the server's own output goes. */
final class ConsoleChannel implements Channel {

    private final ChannelTexts texts;
    private final Consumer<String> console;

    ConsoleChannel(ChannelTexts texts, Consumer<String> console) {
        this.texts = texts;
        this.console = console;
    }

    @Override
    public Outcome tell(Message message, Map<String, String> memory) {
        console.accept(texts.title("text", "{{ template \"muninn.short\" . }}", message));
        return new Outcome.Told("written", Map.of());
    }
}
