package dev.muninn.systemtest.agreement;

import dev.muninn.model.Staleness;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;

/** An answer of remote read in samples, as texts that are alike where the samples are. */
final class ReadSamples {

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int GAUGE = 3;

    /**
     * One field of a message.
     *
     * @param number what a varint or a double has for bits; the length of what is longer
     * @param message what the field holds
     */
    private record Field(int id, long number, ByteBuffer message) {}

    private ReadSamples() {}

    /** The samples of each series of an answer to one question. */
    static SortedMap<String, List<String>> byLabels(byte[] answer) {
        SortedMap<String, List<String>> series = new TreeMap<>();
        for (Field result : fields(ByteBuffer.wrap(answer))) {
            for (Field one : fields(result.message)) {
                StringJoiner labels = new StringJoiner(",");
                List<String> samples = new ArrayList<>();
                for (Field part : fields(one.message)) {
                    switch (part.id) {
                        case 1 -> labels.add(label(part.message));
                        case 2 -> samples.add(sample(part.message));
                        case 4 -> samples.add(histogram(part.message));
                        default -> throw new AssertionError("a series has no field " + part.id);
                    }
                }
                samples.sort(null);
                series.merge(
                        labels.toString(),
                        samples,
                        (first, second) -> {
                            throw new AssertionError("twice: " + labels);
                        });
            }
        }
        return series;
    }

    private static String label(ByteBuffer message) {
        StringJoiner label = new StringJoiner("=");
        fields(message).forEach(field -> label.add(StandardCharsets.UTF_8.decode(field.message)));
        return label.toString();
    }

    private static String sample(ByteBuffer message) {
        List<Field> fields = fields(message);
        return number(fields, 2) + " " + bits(number(fields, 1));
    }

    /**
     * With buckets by their index: how they are parted into spans means nothing. Without custom
     * bounds, which an older Prometheus leaves out here.
     */
    private static String histogram(ByteBuffer message) {
        List<Field> fields = fields(message);
        long sum = number(fields, 3);
        if (Staleness.isMarker(Double.longBitsToDouble(sum))) {
            return number(fields, 15) + " stale";
        }
        boolean isWhole = fields.stream().anyMatch(field -> field.id == 1 || field.id == 6);
        return number(fields, 15)
                + (number(fields, 14) == GAUGE ? " gauge" : "")
                + " schema "
                + unfolded(number(fields, 4))
                + " count "
                + count(fields, isWhole, 1)
                + " zero "
                + count(fields, isWhole, 6)
                + " up to "
                + bits(number(fields, 5))
                + " sum "
                + bits(sum)
                + " negative "
                + buckets(fields, 8, isWhole)
                + " positive "
                + buckets(fields, 11, isWhole);
    }

    /** Of a double; a zero has no sign, which Prometheus leaves out here. */
    private static String bits(long number) {
        return Long.toHexString(number == Long.MIN_VALUE ? 0 : number);
    }

    /** The whole number of a field, or the double of the next. */
    private static double count(List<Field> fields, boolean isWhole, int id) {
        return isWhole ? number(fields, id) : Double.longBitsToDouble(number(fields, id + 1));
    }

    private static SortedMap<Integer, Double> buckets(
            List<Field> fields, int spans, boolean isWhole) {
        List<Double> counts = isWhole ? runningSums(fields, spans + 1) : doubles(fields, spans + 2);
        SortedMap<Integer, Double> buckets = new TreeMap<>();
        int index = 0;
        int read = 0;
        for (Field span : fields) {
            if (span.id == spans) {
                List<Field> parts = fields(span.message);
                index += (int) unfolded(number(parts, 1));
                for (long i = number(parts, 2); i > 0; i--) {
                    buckets.put(index++, counts.get(read++));
                }
            }
        }
        buckets.values().removeIf(count -> count == 0);
        return buckets;
    }

    private static List<Double> runningSums(List<Field> fields, int id) {
        List<Double> sums = new ArrayList<>();
        long sum = 0;
        for (Field field : fields) {
            while (field.id == id && field.message.hasRemaining()) {
                sum += unfolded(varint(field.message));
                sums.add((double) sum);
            }
        }
        return sums;
    }

    private static List<Double> doubles(List<Field> fields, int id) {
        List<Double> doubles = new ArrayList<>();
        for (Field field : fields) {
            while (field.id == id && field.message.hasRemaining()) {
                doubles.add(field.message.getDouble());
            }
        }
        return doubles;
    }

    private static long number(List<Field> fields, int id) {
        return fields.stream().filter(field -> field.id == id).mapToLong(Field::number).sum();
    }

    private static long unfolded(long zigzag) {
        return (zigzag >>> 1) ^ -(zigzag & 1);
    }

    private static List<Field> fields(ByteBuffer message) {
        ByteBuffer bytes = message.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        List<Field> fields = new ArrayList<>();
        while (bytes.hasRemaining()) {
            long key = varint(bytes);
            int id = (int) (key >>> 3);
            switch ((int) key & 7) {
                case VARINT -> fields.add(new Field(id, varint(bytes), ByteBuffer.allocate(0)));
                case FIXED64 -> fields.add(new Field(id, bytes.getLong(), ByteBuffer.allocate(0)));
                default -> {
                    int length = (int) varint(bytes);
                    ByteBuffer part = bytes.slice(bytes.position(), length);
                    fields.add(new Field(id, length, part.order(ByteOrder.LITTLE_ENDIAN)));
                    bytes.position(bytes.position() + length);
                }
            }
        }
        return fields;
    }

    private static long varint(ByteBuffer from) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte part = from.get();
            value |= (long) (part & 0x7f) << shift;
            if (part >= 0) {
                return value;
            }
        }
    }
}
