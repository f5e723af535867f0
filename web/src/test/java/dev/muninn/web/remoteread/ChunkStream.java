package dev.muninn.web.remoteread;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/** A client's side of streamed remote read: reads float chunks back to samples. */
final class ChunkStream {

    final List<Integer> chunkSizes = new ArrayList<>();
    final List<Long> times = new ArrayList<>();
    final List<Double> values = new ArrayList<>();

    private byte[] bits = {};
    private int at;

    ChunkStream(byte[] stream) {
        ByteBuffer in = ByteBuffer.wrap(stream);
        while (in.hasRemaining()) {
            int length = 0;
            byte next = in.get();
            for (int shift = 0; ; shift += 7) {
                length |= (next & 0x7f) << shift;
                if (next >= 0) {
                    break;
                }
                next = in.get();
            }
            int sum = in.getInt();
            byte[] message = new byte[length];
            in.get(message);
            CRC32C checksum = new CRC32C();
            checksum.update(message);
            if ((int) checksum.getValue() != sum) {
                throw new IllegalStateException("checksum differs");
            }
            message(new ProtoReader(message));
        }
    }

    private void message(ProtoReader message) {
        for (int field = message.next(); field != 0; field = message.next()) {
            if (field == 1) {
                series(message.message());
            } else {
                message.skip();
            }
        }
    }

    private void series(ProtoReader series) {
        for (int field = series.next(); field != 0; field = series.next()) {
            if (field == 2) {
                chunk(series.message());
            } else {
                series.skip();
            }
        }
    }

    private void chunk(ProtoReader chunk) {
        for (int field = chunk.next(); field != 0; field = chunk.next()) {
            if (field == 4) {
                bits = chunk.bytes();
            } else {
                chunk.skip();
            }
        }
        at = 0;
        int count = (int) read(16);
        chunkSizes.add(count);
        long time = 0;
        long step = 0;
        long value = 0;
        int leading = 0;
        int trailing = 0;
        for (int i = 0; i < count; i++) {
            if (i == 0) {
                long zigzag = uvarint();
                time = zigzag >>> 1 ^ -(zigzag & 1);
                value = read(64);
            } else {
                step = i == 1 ? uvarint() : step + change();
                time += step;
                if (read(1) == 1) {
                    if (read(1) == 1) {
                        leading = (int) read(5);
                        int significant = (int) read(6);
                        trailing = 64 - leading - (significant == 0 ? 64 : significant);
                    }
                    value ^= read(64 - leading - trailing) << trailing;
                }
            }
            times.add(time);
            values.add(Double.longBitsToDouble(value));
        }
    }

    private long change() {
        for (int width : new int[] {0, 14, 17, 20}) {
            if (read(1) == 0) {
                long raw = width == 0 ? 0 : read(width);
                return width > 0 && raw > 1L << width - 1 ? raw - (1L << width) : raw;
            }
        }
        return read(64);
    }

    private long uvarint() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            long next = read(8);
            value |= (next & 0x7f) << shift;
            if (next < 0x80) {
                return value;
            }
        }
    }

    private long read(int count) {
        long value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 1 | bits[at / 8] >> 7 - at % 8 & 1;
            at++;
        }
        return value;
    }
}
