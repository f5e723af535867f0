package dev.muninn.web;

import dev.muninn.model.MuninnException;
import java.nio.charset.StandardCharsets;

/** What gRPC's trailers say of a call: a code and a message. */
record GrpcStatus(int code, String message) {

    private static final int INVALID_ARGUMENT = 3;
    private static final int RESOURCE_EXHAUSTED = 8;
    private static final int UNIMPLEMENTED = 12;
    private static final int INTERNAL = 13;
    private static final int UNAVAILABLE = 14;

    static final GrpcStatus OK = new GrpcStatus(0, "");

    /** The status of a failure; senders try again after UNAVAILABLE, and only then. */
    static GrpcStatus of(MuninnException failure) {
        int code =
                switch (failure.kind()) {
                    case BAD_INPUT, UNPROCESSABLE -> INVALID_ARGUMENT;
                    case LIMIT -> RESOURCE_EXHAUSTED;
                    case NOT_FOUND -> UNIMPLEMENTED;
                    case BUSY, UNAVAILABLE, TIMEOUT, CANCELLED -> UNAVAILABLE;
                    case CORRUPT, BUG -> INTERNAL;
                };
        return new GrpcStatus(code, String.valueOf(failure.getMessage()));
    }

    /** The message as headers may carry it: what is not plain ASCII in percent signs. */
    String encodedMessage() {
        StringBuilder text = new StringBuilder(message.length());
        for (byte b : message.getBytes(StandardCharsets.UTF_8)) {
            if (b >= ' ' && b <= '~' && b != '%') {
                text.append((char) b);
            } else {
                text.append('%').append("%02X".formatted(b & 0xff));
            }
        }
        return text.toString();
    }
}
