package dev.muninn.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.alert.channel.Answer;
import dev.muninn.alert.channel.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LifeSignTest {

    private final List<Request> sent = new ArrayList<>();
    private String evaluation = "";
    private String delivery = "";
    private final LifeSign sign =
            new LifeSign(
                    "http://switch/ping",
                    Duration.ofMinutes(1),
                    List.of(() -> trouble(evaluation), () -> trouble(delivery)),
                    request -> {
                        sent.add(request);
                        return new Answer(200, Map.of(), "");
                    });

    private static Optional<String> trouble(String what) {
        return what.isEmpty() ? Optional.empty() : Optional.of(what);
    }

    @Test
    void isGivenWhileTheWholeChainIsWell() {
        sign.give();
        assertThat(sent).extracting(Request::url).containsExactly("http://switch/ping");
    }

    @Test
    void isWithheldWhileAnyPartIsNot() {
        evaluation = "rules stand still";
        sign.give();
        evaluation = "";
        delivery = "a message is stuck";
        sign.give();
        assertThat(sent).isEmpty();
        delivery = "";
        sign.give();
        assertThat(sent).hasSize(1);
    }
}
