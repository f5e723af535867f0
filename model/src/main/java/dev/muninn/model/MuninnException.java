package dev.muninn.model;

import org.jspecify.annotations.Nullable;

/** A failure with a kind that the doors turn into a status, and a message meant for people. */
public final class MuninnException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What went wrong, seen from the caller. */
    public enum Kind {
        /** The request is wrong; sending it again will not help. */
        BAD_INPUT,
        /** The thing named does not exist. */
        NOT_FOUND,
        /** The request is well formed, but what it asks for cannot be computed from this data. */
        UNPROCESSABLE,
        /** The request asks for more than a configured limit allows. */
        LIMIT,
        /** Out of capacity for the moment; the same request may succeed later. */
        BUSY,
        /** A part that is needed does not work now: disk full, device failed, shutting down. */
        UNAVAILABLE,
        /** The work took longer than it was given. */
        TIMEOUT,
        /** The work was given up because nobody waits for it any more. */
        CANCELLED,
        /** Stored bytes are not what was written. */
        CORRUPT,
        /** A mistake in Muninn itself. */
        BUG
    }

    private final Kind kind;

    public MuninnException(Kind kind, String message) {
        this(kind, message, null);
    }

    public MuninnException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    public static MuninnException badInput(String message) {
        return new MuninnException(Kind.BAD_INPUT, message);
    }

    public static MuninnException limit(String message) {
        return new MuninnException(Kind.LIMIT, message);
    }
}
