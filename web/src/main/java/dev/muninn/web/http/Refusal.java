package dev.muninn.web.http;

import dev.muninn.model.MuninnException;

/** An answer other than success: the HTTP status, and Prometheus' word for what went wrong. */
public record Refusal(int status, String errorType, String message) {

    /** The one place where kinds of failures become HTTP statuses. */
    public static Refusal of(MuninnException failure) {
        String text = failure.getMessage();
        String message = text == null ? failure.kind().name() : text;
        return switch (failure.kind()) {
            case BAD_INPUT -> new Refusal(400, "bad_data", message);
            case NOT_FOUND -> new Refusal(404, "not_found", message);
            case UNPROCESSABLE, LIMIT -> new Refusal(422, "execution", message);
            case BUSY -> new Refusal(429, "unavailable", message);
            case UNAVAILABLE -> new Refusal(503, "unavailable", message);
            case TIMEOUT -> new Refusal(503, "timeout", message);
            case CANCELLED -> new Refusal(499, "canceled", message);
            case CORRUPT, BUG -> new Refusal(500, "internal", message);
        };
    }

    public static Refusal notFound(String path) {
        return new Refusal(404, "not_found", "no such path: " + path);
    }

    static Refusal badMethod(String method, String allowed) {
        return new Refusal(
                405, "bad_data", "method " + method + " is not allowed here, send " + allowed);
    }

    static Refusal tooLarge(long limit, String option) {
        return new Refusal(
                413,
                "bad_data",
                "body is larger than %d bytes: send less at once, or raise %s"
                        .formatted(limit, option));
    }

    public static Refusal internal() {
        return new Refusal(500, "internal", "internal error, the server's log has it");
    }
}
