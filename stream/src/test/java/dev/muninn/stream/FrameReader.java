package dev.muninn.stream;

import dev.muninn.model.JsonBuffer;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A client's side of the binary frames, written from docs/live-protocol.md: reads one view's frames
 * and says in JSON what they mean.
 */
final class FrameReader {

    private static final Pattern ADDED = Pattern.compile("\"sid\":(\\d+),\"ref\":\"([^\"]*)\"");
    private static final Pattern SCALE =
            Pattern.compile("\"ref\":\"([^\"]*)\",\"digits\":(-?\\d+)");

    private final String view;

    /** The living series: the ref of each sid. */
    private final TreeMap<Integer, String> living = new TreeMap<>();

    private final Map<String, Integer> digits = new HashMap<>();
    private final Map<Integer, String> refs = new HashMap<>();
    private final Map<Integer, Long> integerBases = new HashMap<>();
    private final Map<Integer, Long> bitBases = new HashMap<>();
    private ByteBuffer in = ByteBuffer.allocate(0);
    private int coding;

    FrameReader(String view) {
        this.view = view;
    }

    /** Takes in a {@code series} frame; other texts change nothing. */
    void readText(String text) {
        if (!text.startsWith("{\"type\":\"series\"")) {
            return;
        }
        for (MatchResult added : ADDED.matcher(text).results().toList()) {
            living.put(Integer.parseInt(added.group(1)), added.group(2));
            refs.put(Integer.parseInt(added.group(1)), added.group(2));
        }
        String dropped = text.replaceFirst(".*\"drop\":\\[([^]]*)].*", "$1");
        for (String sid : dropped.isEmpty() ? new String[0] : dropped.split(",", -1)) {
            living.remove(Integer.parseInt(sid));
        }
        for (MatchResult scale : SCALE.matcher(text).results().toList()) {
            scale(scale.group(1), Integer.parseInt(scale.group(2)));
        }
    }

    private void scale(String ref, int places) {
        digits.put(ref, places);
        integerBases.keySet().removeIf(sid -> ref.equals(refs.get(sid)));
    }

    String read(byte[] frame) {
        in = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
        int type = in.get();
        int flags = in.get();
        coding = flags & 3;
        if ((flags & 4) != 0) {
            in = ByteBuffer.wrap(inflate(frame)).order(ByteOrder.LITTLE_ENDIAN);
        }
        uvarint();
        long epochLow = uvarint();
        long seq = uvarint();
        String json =
                switch (type) {
                    case 1 ->
                            "{\"type\":\"snap\",\"view\":\"%s\",\"epochLow\":%d,\"seq\":%d,\"t\":%d%s"
                                    .formatted(view, epochLow, seq, uvarint(), grid());
                    case 2 -> delta(seq);
                    case 3 ->
                            "{\"type\":\"amend\",\"view\":\"%s\",\"seq\":%d%s"
                                    .formatted(view, seq, grid());
                    default -> throw new IllegalStateException("type " + type);
                };
        if (type == 1) {
            readBases();
        }
        if (in.hasRemaining()) {
            throw new IllegalStateException(in.remaining() + " bytes left over");
        }
        return json;
    }

    private static byte[] inflate(byte[] frame) {
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(frame, 2, frame.length - 2);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] piece = new byte[4096];
            while (!inflater.finished()) {
                out.write(piece, 0, inflater.inflate(piece));
            }
            return out.toByteArray();
        } catch (DataFormatException e) {
            throw new IllegalStateException(e);
        }
    }

    private String delta(long seq) {
        long time = uvarint();
        long step = uvarint();
        long ticks = uvarint();
        int count = (int) uvarint();
        if (count != living.size()) {
            throw new IllegalStateException(count + " columns, known are " + living);
        }
        List<String> rows = new ArrayList<>();
        for (int tick = 0; tick < ticks; tick++) {
            byte[] present = new byte[(count + 7) / 8];
            in.get(present);
            List<String> row = new ArrayList<>();
            int i = 0;
            for (int sid : living.keySet()) {
                boolean isThere = (present[i / 8] >> i % 8 & 1) != 0;
                row.add(isThere ? text(next(sid)) : "null");
                i++;
            }
            rows.add("[" + String.join(",", row) + "]");
        }
        return "{\"type\":\"delta\",\"view\":\"%s\",\"seq\":%d,\"t\":%d,\"step\":%d,\"ticks\":[%s]}"
                .formatted(view, seq, time, step, String.join(",", rows));
    }

    private double next(int sid) {
        if (coding == 0) {
            return in.getDouble();
        }
        if (coding == 1) {
            long bits = bitBases.getOrDefault(sid, 0L) ^ difference();
            bitBases.put(sid, bits);
            return Double.longBitsToDouble(bits);
        }
        long integer = integerBases.getOrDefault(sid, 0L) + svarint();
        integerBases.put(sid, integer);
        return scaled(integer, sid);
    }

    private double scaled(long integer, int sid) {
        int places = digits.getOrDefault(refs.getOrDefault(sid, ""), 0);
        return places >= 0 ? integer / Math.pow(10, places) : integer * Math.pow(10, -places);
    }

    private long difference() {
        int zeros = in.get() & 0xff;
        long difference = 0;
        for (int i = zeros & 15; i < 8 - (zeros >> 4); i++) {
            difference |= (in.get() & 0xffL) << 8 * i;
        }
        return difference;
    }

    private String grid() {
        long t0 = uvarint();
        long step = uvarint();
        long points = uvarint();
        long count = uvarint();
        List<String> columns = new ArrayList<>();
        for (int c = 0; c < count; c++) {
            columns.add(column());
        }
        return ",\"t0\":%d,\"step\":%d,\"n\":%d,\"columns\":[%s]}"
                .formatted(t0, step, points, String.join(",", columns));
    }

    private String column() {
        int sid = (int) uvarint();
        long start = uvarint();
        int length = (int) uvarint();
        boolean[] isThere = new boolean[length];
        int at = 0;
        for (boolean run = true; at < length; run = !run) {
            int end = at + (int) uvarint();
            Arrays.fill(isThere, at, end, run);
            at = end;
        }
        List<String> values = new ArrayList<>();
        long bits = 0;
        long integer = 0;
        for (boolean there : isThere) {
            if (!there) {
                values.add("null");
            } else if (coding == 0) {
                values.add(text(in.getDouble()));
            } else if (coding == 1) {
                bits ^= difference();
                values.add(text(Double.longBitsToDouble(bits)));
            } else {
                integer += svarint();
                values.add(text(scaled(integer, sid)));
            }
        }
        return "{\"sid\":%d,\"start\":%d,\"values\":[%s]}"
                .formatted(sid, start, String.join(",", values));
    }

    private void readBases() {
        long count = uvarint();
        for (int i = 0; i < count; i++) {
            int sid = (int) uvarint();
            if (coding == 2) {
                integerBases.put(sid, svarint());
            } else {
                bitBases.put(sid, in.getLong());
            }
        }
    }

    private static String text(double value) {
        String number =
                new String(new JsonBuffer().number(value).toBytes(), StandardCharsets.UTF_8);
        return Double.isFinite(value) ? number : "\"" + number + "\"";
    }

    private long uvarint() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    private long svarint() {
        long value = uvarint();
        return value >>> 1 ^ -(value & 1);
    }
}
