package dev.muninn.web;

import dev.muninn.model.MuninnException;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;

/** One message as gRPC frames it: whether it is compressed, its length, its bytes. */
record GrpcFrame(boolean isCompressed, ByteBuffer message) {

    private static final int HEAD_BYTES = 5;

    /**
     * Reads the only frame of a body.
     *
     * @throws MuninnException of kind BAD_INPUT if there is not exactly one
     */
    static GrpcFrame read(ByteBuffer body) {
        if (body.remaining() < HEAD_BYTES) {
            throw MuninnException.badInput("gRPC body of " + body.remaining() + " bytes");
        }
        ByteBuffer rest = body.duplicate();
        byte flag = rest.get();
        int length = rest.getInt();
        if (flag < 0 || flag > 1 || length != rest.remaining()) {
            throw MuninnException.badInput(
                    "gRPC frame with flag %d says %d bytes, has %d"
                            .formatted(flag, Integer.toUnsignedLong(length), rest.remaining()));
        }
        return new GrpcFrame(flag == 1, rest.slice());
    }

    /** A message that is not compressed, in its frame. */
    static Buffer write(byte[] message) {
        return Buffer.buffer(HEAD_BYTES + message.length)
                .appendByte((byte) 0)
                .appendInt(message.length)
                .appendBytes(message);
    }
}
