package dev.muninn.store.wal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.store.bytes.ByteWriter;
import dev.muninn.store.disk.DiskFile;
import dev.muninn.store.disk.SimulatedDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class FragmentReaderTest {

    private static final int FILE = 3;

    private final List<ByteBuffer> read = new ArrayList<>();
    private final List<String> damaged = new ArrayList<>();

    private final FragmentReader.Visitor visitor =
            new FragmentReader.Visitor() {
                @Override
                public void record(byte[] bytes, int from, int to) {
                    read.add(ByteBuffer.wrap(Arrays.copyOfRange(bytes, from, to)));
                }

                @Override
                public void damaged(long fromOffset, long toOffset) {
                    damaged.add(fromOffset + "-" + toOffset);
                }
            };

    private static List<byte[]> records(int count, int longest) {
        Random random = new Random(count);
        List<byte[]> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] record = new byte[1 + random.nextInt(longest)];
            random.nextBytes(record);
            records.add(record);
        }
        return records;
    }

    private static byte[] file(List<byte[]> records) {
        ByteWriter out = new ByteWriter(1024);
        Framing.fileHeader(FILE, out);
        for (byte[] record : records) {
            Framing.append(FILE, 0, record, 0, record.length, out);
        }
        return out.toByteArray();
    }

    private FragmentReader readAll(byte[] file) throws IOException {
        return readAll(FILE, file, disk -> {});
    }

    private FragmentReader readAll(int number, byte[] bytes, Consumer<SimulatedDisk> fault)
            throws IOException {
        read.clear();
        damaged.clear();
        SimulatedDisk disk = SimulatedDisk.with("wal", bytes);
        fault.accept(disk);
        try (DiskFile file = disk.open("wal")) {
            FragmentReader reader = new FragmentReader(number, file, visitor);
            reader.readAll();
            return reader;
        }
    }

    @Test
    void readsRecordsOfAnyLength() throws IOException {
        List<byte[]> records = records(60, 100_000);
        FragmentReader reader = readAll(file(records));
        assertThat(read).isEqualTo(records.stream().map(ByteBuffer::wrap).toList());
        assertThat(damaged).isEmpty();
        assertThat(reader.hasTornTail()).isFalse();
    }

    @Test
    void losesOnlyTheRecordsThatTouchADamagedPage() throws IOException {
        List<byte[]> records = records(400, 2_000);
        byte[] whole = file(records);
        for (int page = 0; page < whole.length / LogFormat.PAGE; page++) {
            byte[] file = whole.clone();
            int start = page * LogFormat.PAGE;
            Arrays.fill(file, start + 32, start + LogFormat.PAGE, (byte) 0x55);
            readAll(file);
            assertThat(damaged).hasSize(1);
            assertThat(records.size() - read.size()).isBetween(1, 60);
        }
    }

    @Test
    void losesOneRecordToOneFlippedBit() throws IOException {
        List<byte[]> records = records(50, 300);
        byte[] whole = file(records);
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            byte[] file = whole.clone();
            int bit = 8 * LogFormat.FILE_HEADER + random.nextInt(8 * (file.length - 400));
            file[bit >>> 3] ^= (byte) (1 << (bit & 7));
            readAll(file);
            boolean isLengthHit = read.size() < records.size() - 1;
            assertThat(damaged.size() + (isLengthHit ? 1 : 0)).isGreaterThanOrEqualTo(1);
            assertThat(read.size()).isLessThan(records.size());
        }
    }

    @Test
    void takesACutOffEndForATornWrite() throws IOException {
        List<byte[]> records = records(5, 200);
        byte[] whole = file(records);
        FragmentReader reader = readAll(Arrays.copyOf(whole, whole.length - 3));
        assertThat(read).hasSize(4);
        assertThat(reader.hasTornTail()).isTrue();
        assertThat(reader.isTailCut()).isTrue();
        assertThat(damaged).isEmpty();
    }

    @Test
    void readsTheLastRecordThoughItsLengthIsDamaged() throws IOException {
        List<byte[]> records = records(5, 200);
        byte[] whole = file(records);
        int header = whole.length - records.getLast().length - LogFormat.FRAGMENT_HEADER;
        for (int bit = 0; bit < 16; bit++) {
            byte[] file = whole.clone();
            file[header + 5 + bit / 8] ^= (byte) (1 << bit % 8);
            FragmentReader reader = readAll(file);
            assertThat(read).hasSize(5);
            assertThat(reader.hasTornTail()).isFalse();
        }
    }

    @Test
    void refusesPagesOfAnotherFileOrPlace() throws IOException {
        byte[] whole = file(records(200, 1_000));
        byte[] swapped = whole.clone();
        System.arraycopy(whole, LogFormat.PAGE, swapped, 2 * LogFormat.PAGE, LogFormat.PAGE);
        readAll(swapped);
        assertThat(damaged).isNotEmpty();
        readAll(FILE + 1, whole, disk -> {});
        assertThat(read).isEmpty();
    }

    @Test
    void losesOnlyTheRecordsOfAPageThatTheDiskDoesNotGive() throws IOException {
        List<byte[]> records = records(400, 2_000);
        byte[] whole = file(records);
        FragmentReader reader =
                readAll(FILE, whole, disk -> disk.failReadsAt("wal", 3L * LogFormat.PAGE + 77));
        assertThat(reader.hasUnreadable()).isTrue();
        assertThat(damaged).hasSize(1);
        assertThat(records.size() - read.size()).isBetween(1, 60);
        int lastByte = whole.length - 1;
        reader = readAll(FILE, whole, disk -> disk.failReadsAt("wal", lastByte));
        assertThat(reader.hasTornTail()).isTrue();
        assertThat(reader.isTailCut()).isFalse();
    }
}
