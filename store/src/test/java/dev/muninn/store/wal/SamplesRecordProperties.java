package dev.muninn.store.wal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.SampleBuffer;
import dev.muninn.store.bytes.ByteWriter;
import dev.muninn.store.disk.SimulatedDisk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

final class SamplesRecordProperties {

    private record Sample(int ref, long time, long bits) {}

    private static LoggedSamples logged(List<Sample> samples, SamplesRecord record) {
        record.clear();
        samples.forEach(sample -> record.add(sample.ref(), sample.time(), sample.bits()));
        ByteWriter bytes = record.finish();
        return new LoggedSamples(bytes.toByteArray(), 0, bytes.size(), Long.MIN_VALUE, "test");
    }

    private static List<Sample> read(LoggedSamples record) {
        List<Sample> read = new ArrayList<>();
        record.tell(
                new LoggedSamples.Visitor() {
                    @Override
                    public void sample(int ref, long time, long valueBits) {
                        read.add(new Sample(ref, time, valueBits));
                    }

                    @Override
                    public void run(int ref, SampleBuffer samples) {
                        throw new AssertionError("no run was written");
                    }
                });
        return read;
    }

    @Property
    void readsBackEveryTimeAndEveryBitOfAValue(
            @ForAll @Size(min = 1, max = 60) List<Long> times,
            @ForAll @Size(min = 1, max = 60) List<Long> values,
            @ForAll @Size(min = 1, max = 60) List<@IntRange(max = 4) Integer> refs) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < Math.max(times.size(), values.size()); i++) {
            samples.add(
                    new Sample(
                            refs.get(i % refs.size()),
                            times.get(i % times.size()),
                            values.get(i % values.size())));
        }
        SamplesRecord record = new SamplesRecord();
        LoggedSamples logged = logged(samples, record);
        assertThat(read(logged)).isEqualTo(samples);
        assertThat(logged.firstRef()).isEqualTo(samples.getFirst().ref());
        assertThat(logged.oldest())
                .isEqualTo(samples.stream().mapToLong(Sample::time).min().orElseThrow());
        assertThat(logged.newest())
                .isEqualTo(samples.stream().mapToLong(Sample::time).max().orElseThrow());
    }

    @Property
    void leavesOutWhatIsInBlocks(
            @ForAll @Size(min = 1, max = 40) List<Long> times, @ForAll long notBefore) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < times.size(); i++) {
            samples.add(new Sample(i / 3, times.get(i), i));
        }
        LoggedSamples all = logged(samples, new SamplesRecord());
        LoggedSamples part =
                new LoggedSamples(all.bytes(), all.from(), all.to(), notBefore, "test");
        samples.removeIf(sample -> sample.time() < notBefore);
        assertThat(read(part)).isEqualTo(samples);
    }

    @Property
    void packsRecordsOfAnySizeAndUnpacksThem(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int count) throws IOException {
        Random random = new Random(seed);
        ByteWriter records = new ByteWriter(64);
        List<byte[]> written = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] record = new byte[1 + random.nextInt(i % 50 == 0 ? 40_000 : 60)];
            random.nextBytes(record);
            if (i % 2 == 0) {
                java.util.Arrays.fill(record, (byte) i);
            }
            // Of no type that the log knows, so that a plain one is told from a packed one.
            record[0] = 100;
            written.add(record);
            records.u32(record.length).bytes(record);
        }
        ByteWriter file = new ByteWriter(64);
        Framing.fileHeader(7, file);
        try (RecordPacker packer = new RecordPacker(RecordPacker.FAST)) {
            packer.append(records, 1, 2, 7, 0, file);
        }
        List<byte[]> read = new ArrayList<>();
        new FragmentReader(
                        7,
                        SimulatedDisk.with("wal", file.toByteArray()).open("wal"),
                        new FragmentReader.Visitor() {
                            @Override
                            public void record(byte[] bytes, int from, int to) {
                                if (bytes[from] == LogRecords.PACKED) {
                                    assertThat(RecordPacker.oldest(bytes, from, to)).isEqualTo(1);
                                    assertThat(RecordPacker.newest(bytes, from, to)).isEqualTo(2);
                                    RecordPacker.unpack(bytes, from, to, this::record);
                                } else {
                                    read.add(java.util.Arrays.copyOfRange(bytes, from, to));
                                }
                            }

                            @Override
                            public void damaged(long fromOffset, long toOffset) {
                                throw new AssertionError("damaged at " + fromOffset);
                            }
                        })
                .readAll();
        assertThat(read).containsExactlyElementsOf(written);
    }
}
