package dev.muninn.server;

import dev.muninn.model.LabelBytes;
import dev.muninn.model.Labels;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remote write's messages with one sample of each of some series, as the first agents send them.
 */
final class FirstMessages {

    private static final int SERIES = 400;

    private static final int VALUE = 1 << 3 | 1;
    private static final int TIME = 2 << 3;

    /** Of a series, in both versions. */
    private static final int SAMPLE = 2 << 3 | 2;

    private static final int SERIES_ONE = 1 << 3 | 2;
    private static final int SYMBOL = 4 << 3 | 2;
    private static final int SERIES_TWO = 5 << 3 | 2;
    private static final int REFERENCES = 1 << 3 | 2;

    private final byte[][] labels = new byte[SERIES][];

    /** The field of version 2.0 that leads to a series' labels. */
    private final byte[][] references = new byte[SERIES][];

    private final byte[] symbols;

    FirstMessages() {
        // By text; the first symbol has to be the empty one.
        Map<String, Integer> numbers = new LinkedHashMap<>(Map.of("", 0));
        for (int i = 0; i < SERIES; i++) {
            String instance = "host-" + i / 100 + ".example.org:9100";
            Labels of =
                    Labels.of(
                            Labels.METRIC_NAME,
                            "muninn_warm_up_total",
                            "instance",
                            instance,
                            "job",
                            "warm-up",
                            "slot",
                            "slot-" + i);
            labels[i] = LabelBytes.encode(of);
            references[i] = references(of, numbers);
        }
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        for (String text : numbers.keySet()) {
            field(SYMBOL, text.getBytes(StandardCharsets.UTF_8), table);
        }
        symbols = table.toByteArray();
    }

    private static byte[] references(Labels of, Map<String, Integer> numbers) {
        ByteArrayOutputStream pairs = new ByteArrayOutputStream();
        for (int i = 0; i < of.size(); i++) {
            varint(number(of.name(i), numbers), pairs);
            varint(number(of.value(i), numbers), pairs);
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        field(REFERENCES, pairs.toByteArray(), packed);
        return packed.toByteArray();
    }

    private static int number(String text, Map<String, Integer> numbers) {
        int next = numbers.size();
        return numbers.computeIfAbsent(text, added -> next);
    }

    /** A message of version 1.0. */
    byte[] first(long timeMillis, int round) {
        return message(SERIES_ONE, labels, timeMillis, round, new ByteArrayOutputStream());
    }

    /** A message of version 2.0: the same series, one more sample of each. */
    byte[] second(long timeMillis, int round) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(symbols);
        return message(SERIES_TWO, references, timeMillis, round, message);
    }

    private static byte[] message(
            int tag, byte[][] identities, long timeMillis, int round, ByteArrayOutputStream out) {
        ByteArrayOutputStream series = new ByteArrayOutputStream();
        for (int i = 0; i < identities.length; i++) {
            series.reset();
            series.writeBytes(identities[i]);
            double value = round * (1 + i % 7) + (i % 3 == 0 ? Math.sqrt(i) : 0);
            field(SAMPLE, sample(timeMillis, value), series);
            field(tag, series.toByteArray(), out);
        }
        return out.toByteArray();
    }

    private static byte[] sample(long timeMillis, double value) {
        ByteArrayOutputStream sample = new ByteArrayOutputStream();
        sample.write(VALUE);
        sample.writeBytes(
                ByteBuffer.allocate(Double.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putDouble(value)
                        .array());
        sample.write(TIME);
        varint(timeMillis, sample);
        return sample.toByteArray();
    }

    private static void field(int tag, byte[] bytes, ByteArrayOutputStream out) {
        out.write(tag);
        varint(bytes.length, out);
        out.writeBytes(bytes);
    }

    /** Writes a number in groups of seven bits, lowest first. */
    private static void varint(long value, ByteArrayOutputStream out) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
