package dev.muninn.web.remoteread;

import dev.muninn.model.MuninnException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the fields of one protobuf message; used by one thread. */
final class ProtoReader {

    private final byte[] bytes;
    private final int end;
    private int at;
    private int wireType;

    ProtoReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private ProtoReader(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.at = start;
        this.end = end;
    }

    /** The number of the next field, or 0 at the end; the field has to be read or skipped. */
    int next() {
        if (at == end) {
            return 0;
        }
        long tag = varint();
        wireType = (int) (tag & 7);
        long field = tag >>> 3;
        if (field == 0 || field > Integer.MAX_VALUE) {
            throw broken();
        }
        return (int) field;
    }

    /** The value of a field that is a whole number. */
    long number() {
        require(0);
        return varint();
    }

    /** The first of repeated numbers, which may be packed into one field; -1 for none. */
    long firstNumber() {
        if (wireType == 0) {
            return varint();
        }
        ProtoReader packed = message();
        return packed.at == packed.end ? -1 : packed.varint();
    }

    ProtoReader message() {
        int length = length();
        ProtoReader message = new ProtoReader(bytes, at, at + length);
        at += length;
        return message;
    }

    byte[] bytes() {
        int length = length();
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    String string() {
        int length = length();
        ByteBuffer utf8 = ByteBuffer.wrap(bytes, at, length);
        at += length;
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
        } catch (CharacterCodingException e) {
            throw new MuninnException(
                    MuninnException.Kind.BAD_INPUT, "a text in the request is not UTF-8", e);
        }
    }

    void skip() {
        switch (wireType) {
            case 0 -> varint();
            case 1 -> advance(8);
            case 2 -> advance(length());
            case 5 -> advance(4);
            default -> throw broken();
        }
    }

    private int length() {
        require(2);
        long length = varint();
        if (length < 0 || length > end - at) {
            throw broken();
        }
        return (int) length;
    }

    private void advance(int count) {
        if (count > end - at) {
            throw broken();
        }
        at += count;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (at == end) {
                throw broken();
            }
            byte b = bytes[at++];
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw broken();
    }

    private void require(int wanted) {
        if (wireType != wanted) {
            throw broken();
        }
    }

    private static MuninnException broken() {
        return MuninnException.badInput("the request is no protobuf message of remote read");
    }
}
