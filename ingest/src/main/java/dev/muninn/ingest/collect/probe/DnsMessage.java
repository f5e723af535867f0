package dev.muninn.ingest.collect.probe;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a name server answered to one question, see RFC 1035.
 *
 * @param code 0 where the question was answered, 3 where there is no such name
 * @param serial of the zone, where it was asked for; else -1
 */
record DnsMessage(int code, int answers, int authorities, int additionals, long serial) {

    /** The kinds of records one may ask for, and their numbers. */
    static final Map<String, Integer> KINDS =
            Map.of(
                    "A", 1, "NS", 2, "CNAME", 5, "SOA", 6, "PTR", 12, "MX", 15, "TXT", 16, "AAAA",
                    28, "SRV", 33, "CAA", 257);

    private static final int SOA = 6;
    private static final int INTERNET = 1;

    private static final int RECURSION_DESIRED = 0x0100;
    private static final int IS_ANSWER = 0x8000;

    private static final int LONGEST_LABEL = 63;

    /** The two high bits of a length say that the name goes on elsewhere. */
    private static final int POINTER = 0xc0;

    /** The question, as bytes to send. */
    static byte[] question(int id, String name, int kind) {
        ByteBuffer out = ByteBuffer.allocate(name.length() * 2 + 32);
        out.putShort((short) id).putShort((short) RECURSION_DESIRED);
        out.putShort((short) 1).putShort((short) 0).putShort((short) 0).putShort((short) 0);
        for (String label : name.split("\\.")) {
            byte[] bytes = label.getBytes(StandardCharsets.US_ASCII);
            if (bytes.length == 0 || bytes.length > LONGEST_LABEL) {
                throw new IllegalArgumentException(
                        "\""
                                + name
                                + "\" is no domain name: a part has "
                                + bytes.length
                                + " bytes");
            }
            out.put((byte) bytes.length).put(bytes);
        }
        out.put((byte) 0).putShort((short) kind).putShort((short) INTERNET);
        byte[] question = new byte[out.flip().remaining()];
        out.get(question);
        return question;
    }

    /** Whether the bytes answer the question with that number. */
    static boolean answers(ByteBuffer message, int id) {
        return message.remaining() >= 12
                && message.getShort(0) == (short) id
                && (message.getShort(2) & IS_ANSWER) != 0;
    }

    /**
     * Reads an answer.
     *
     * @throws IOException if it ends early or points beyond itself
     */
    static DnsMessage decode(ByteBuffer message) throws IOException {
        try {
            int code = message.getShort(2) & 0x0f;
            int questions = message.getShort(4) & 0xffff;
            int answers = message.getShort(6) & 0xffff;
            int authorities = message.getShort(8) & 0xffff;
            int additionals = message.getShort(10) & 0xffff;
            message.position(12);
            for (int i = 0; i < questions; i++) {
                skipName(message);
                message.position(message.position() + 4);
            }
            long serial = -1;
            for (int i = 0; i < answers && serial < 0; i++) {
                serial = serialOf(message);
            }
            return new DnsMessage(code, answers, authorities, additionals, serial);
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new IOException("answer of the name server ends early", e);
        }
    }

    /** Passes a record; the serial if it is the start of a zone, else -1. */
    private static long serialOf(ByteBuffer message) {
        skipName(message);
        int kind = message.getShort() & 0xffff;
        message.position(message.position() + 6);
        int length = message.getShort() & 0xffff;
        int end = message.position() + length;
        long serial = -1;
        if (kind == SOA) {
            skipName(message);
            skipName(message);
            serial = Integer.toUnsignedLong(message.getInt());
        }
        message.position(end);
        return serial;
    }

    private static void skipName(ByteBuffer message) {
        while (true) {
            int length = message.get() & 0xff;
            if (length >= POINTER) {
                message.get();
                return;
            }
            if (length == 0) {
                return;
            }
            message.position(message.position() + length);
        }
    }
}
