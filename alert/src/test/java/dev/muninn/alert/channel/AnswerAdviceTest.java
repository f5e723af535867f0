package dev.muninn.alert.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerAdviceTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Slack says channel_not_found                     | invite the bot",
                "Slack says invalid_auth                          | The token is refused",
                "HTTP 404: no_service                             | make a new one",
                "HTTP 400: {\"message\":\"Event object is invalid\"} | The integration key is refused",
                "535 5.7.8 authentication failed                  | auth_username",
                "550 No such user                                 | does not know the address",
                "HTTP 401: {}                                     | check the credentials",
                "HTTP 404: not found                              | check the URL",
                "HTTP 429: slow down                              | asks for fewer messages",
                "HTTP 503                                         | trouble of its own",
                "the receiver takes no connections                | Nobody listens",
                "no answer in time                                | proxy_url",
                "the name of the receiver is unknown              | cannot be found",
                "unable to find valid certification path          | name its authority",
            })
    void saysWhatHelps(String answer, String words) {
        assertThat(AnswerAdvice.of(answer)).contains(words);
    }

    @Test
    void leavesAnAnswerAloneThatItDoesNotKnow() {
        assertThat(AnswerAdvice.of("ok")).isEmpty();
    }

    @Test
    void leavesAnAnswerAloneThatSaysItselfWhatHelps() {
        assertThat(
                        AnswerAdvice.of(
                                "the certificate of the receiver has expired: it has to be renewed"
                                        + " there"))
                .isEmpty();
    }
}
