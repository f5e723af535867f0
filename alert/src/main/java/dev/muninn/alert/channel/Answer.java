package dev.muninn.alert.channel;

import java.time.Duration;
import java.util.Map;

/** What an HTTP server said; status 0 if it could not be reached, -1 if it must not be. */
public record Answer(int status, Map<String, String> headers, String body) {

    /** Nobody has use for more of an error page. */
    private static final int MAX_DETAIL = 500;

    /** No server gave an answer, for this reason. */
    static Answer unreachable(String reason) {
        return new Answer(0, Map.of(), reason);
    }

    /** Nothing was sent, for this reason. */
    static Answer forbidden(String reason) {
        return new Answer(-1, Map.of(), reason);
    }

    boolean isOk() {
        return status >= 200 && status < 300;
    }

    String detail() {
        String text = body.length() > MAX_DETAIL ? body.substring(0, MAX_DETAIL) + "…" : body;
        return status <= 0
                ? text
                : text.isBlank() ? "HTTP " + status : "HTTP " + status + ": " + text;
    }

    /** How long the server asks to wait, zero if it does not. */
    Duration retryAfter() {
        String text = headers.getOrDefault("retry-after", "");
        try {
            return text.isEmpty()
                    ? Duration.ZERO
                    : Duration.ofMillis((long) (Double.parseDouble(text) * 1000));
        } catch (NumberFormatException e) {
            return Duration.ZERO;
        }
    }

    /** What an answer means that is no success. */
    Outcome failure() {
        boolean mayWorkLater = status == 0 || status == 408 || status == 429 || status >= 500;
        return mayWorkLater
                ? new Outcome.TryAgain(detail(), retryAfter())
                : new Outcome.Refused(detail());
    }

    /** What the answer means where any success will do. */
    Outcome outcome() {
        return isOk() ? new Outcome.Told(detail(), Map.of()) : failure();
    }
}
