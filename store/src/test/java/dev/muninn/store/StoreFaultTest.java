package dev.muninn.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.model.MuninnException;
import dev.muninn.model.TimeRange;
import dev.muninn.store.disk.SimulatedDisk;
import dev.muninn.store.disk.SimulatedDisk.Failing;
import dev.muninn.store.disk.SimulatedDisk.Survival;
import dev.muninn.store.options.StoreOptions;
import dev.muninn.testkit.ManualClock;
import dev.muninn.testkit.Reading;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Lets each operation of the disk fail in turn, and looks what becomes of the store. */
final class StoreFaultTest {

    private static final long START = 1_700_000_000_000L;
    private static final StoreOptions OPTIONS =
            StoreOptions.defaults()
                    .withRawRetention(Duration.ofDays(5))
                    .withOutOfOrderWindow(Duration.ofDays(1))
                    .withSegmentBytes(64 << 10);

    /** Kept, as a logger that nobody refers to forgets its level. */
    private static final Logger LOGGER = Logger.getLogger("dev.muninn.store");

    /** Each operation takes a minute in all: {@code -Dmuninn.fault-every=1}. */
    private static final int EVERY = Integer.getInteger("muninn.fault-every", 7);

    private final ManualClock clock = new ManualClock(START);

    /** A thousand failures would write a hundred thousand lines. */
    @BeforeAll
    static void beQuiet() {
        LOGGER.setLevel(Level.OFF);
    }

    @AfterAll
    static void endQuiet() {
        LOGGER.setLevel(null);
    }

    @Test
    void losesNothingAcknowledgedWhicheverOperationFails() {
        assertHolds(1, Failing.ANY);
    }

    @Test
    void losesNothingAcknowledgedWhenSeveralOperationsFailInARow() {
        assertHolds(7, Failing.ANY);
    }

    @Test
    void losesNothingAcknowledgedWhenTheDiskIsFullForAWhile() {
        assertHolds(25, Failing.WRITES);
    }

    @Test
    void bringsNothingBackFromReplacedBlocksThatCannotBeDeleted() {
        SimulatedDisk disk = new SimulatedDisk();
        Labels labels = Labels.of("__name__", "kept");
        Labels gone = Labels.of("__name__", "gone");
        StoreScript script = new StoreScript(clock, Duration.ofMinutes(1));
        try (Store store = Store.open(disk, OPTIONS, clock)) {
            writeAndFlush(store, script, labels, gone);
            writeAndFlush(store, script, labels, gone);
            List<String> replaced = blocks(disk);
            disk.failDeletesOf(replaced);
            store.compact();
            assertThat(blocks(disk)).containsAll(replaced);
            store.delete(List.of(Matcher.equal("__name__", "gone")), TimeRange.ALL);
            writeAndFlush(store, script, labels, labels);
            store.compact();
            store.compact();
        }
        disk.failDeletesOf(List.of());
        try (Store store = Store.open(disk, OPTIONS, clock)) {
            Reading reading = Reading.all(store);
            assertThat(reading.of(gone)).isEmpty();
            assertThat(reading.of(labels)).hasSize(4);
            assertNothingLeftBehind(disk, store);
            store.compact();
            assertThat(blocks(disk)).hasSize(1);
            assertThat(Reading.all(store)).isEqualTo(reading);
        }
    }

    private void writeAndFlush(Store store, StoreScript script, Labels first, Labels second) {
        for (Labels labels : List.of(first, second)) {
            clock.advance(Duration.ofSeconds(1));
            assertThat(script.write(store, labels)).isTrue();
        }
        store.flush();
    }

    private static List<String> blocks(SimulatedDisk disk) {
        return disk.files().stream().filter(path -> path.startsWith("blocks/")).toList();
    }

    /** Lets so many operations fail, beginning at one after the other. */
    private void assertHolds(int inARow, Failing which) {
        SimulatedDisk whole = new SimulatedDisk();
        run(whole, new StoreScript(clock, Duration.ofHours(7)));
        long operations = whole.operations();
        assertThat(operations).isGreaterThan(200);
        int refusals = 0;
        for (long at = 0; at < operations; at += EVERY) {
            String what = inARow + " failures from operation " + at;
            SimulatedDisk disk = new SimulatedDisk();
            disk.failAfter(at, inARow, which);
            StoreScript script = new StoreScript(clock, Duration.ofHours(7));
            run(disk, script);
            refusals += script.refusals();
            SimulatedDisk found = disk.afterCrash(Survival.NOTHING, new Random(at));
            try (Store store = Store.open(found, OPTIONS, clock)) {
                script.assertKept(store, what + ", after a power cut");
                assertThat(script.write(store, Labels.of("__name__", "after"))).isTrue();
                store.flush();
                store.compact();
                script.assertKept(store, what + ", used again");
            }
            assertThat(found.files()).as(what).noneMatch(path -> path.endsWith(".tmp"));
        }
        assertThat(refusals).isPositive();
    }

    /** Runs the script to its end, faults or not; then writes are taken, or refused for good. */
    private void run(SimulatedDisk disk, StoreScript script) {
        clock.jumpTo(START);
        try (Store store = openAtLast(disk)) {
            script.run(store);
            long operations = disk.operations();
            disk.failNothing();
            script.assertKept(store, "before the end");
            clock.advance(Duration.ofMinutes(2));
            store.care();
            String refusal = store.writeRefusal();
            if (refusal == null) {
                assertThat(script.write(store, Labels.of("__name__", "later"))).isTrue();
                assertNothingLeftBehind(disk, store);
            } else {
                assertThat(refusal).contains("until a restart, reads go on");
                assertThat(script.write(store, Labels.of("__name__", "later"))).isFalse();
            }
            assertThat(disk.operations()).isGreaterThanOrEqualTo(operations);
        }
        assertThat(disk.openFiles()).isZero();
    }

    private Store openAtLast(SimulatedDisk disk) {
        for (int attempt = 0; ; attempt++) {
            try {
                return Store.open(disk, OPTIONS, clock);
            } catch (MuninnException e) {
                assertThat(e.kind()).isEqualTo(MuninnException.Kind.UNAVAILABLE);
                assertThat(attempt).isLessThan(10);
            }
        }
    }

    /** Files that no one knows of would fill the disk, or be found at the next start. */
    private static void assertNothingLeftBehind(SimulatedDisk disk, Store store) {
        assertThat(blocks(disk)).hasSize((int) OwnFigures.of(store).value("muninn_store_blocks"));
    }
}
