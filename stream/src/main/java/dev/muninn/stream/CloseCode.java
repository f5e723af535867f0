package dev.muninn.stream;

/** Why the server ends a live socket; the codes of docs/live-protocol.md. */
public enum CloseCode {
    SHUTTING_DOWN(4001),
    BAD_FRAME(4400),
    NOT_SIGNED_IN(4401),
    NO_HELLO(4406),
    TOO_SLOW(4408),
    FRAME_TOO_LARGE(4413),
    TOO_MANY(4429),
    OVERLOADED(4503);

    private final short number;

    CloseCode(int number) {
        this.number = (short) number;
    }

    public short number() {
        return number;
    }
}
