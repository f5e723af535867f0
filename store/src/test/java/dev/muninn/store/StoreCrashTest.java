package dev.muninn.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.Labels;
import dev.muninn.store.disk.SimulatedDisk;
import dev.muninn.store.disk.SimulatedDisk.PowerCut;
import dev.muninn.store.disk.SimulatedDisk.Survival;
import dev.muninn.testkit.ManualClock;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Cuts the power at every operation of the disk, and looks what is left. */
final class StoreCrashTest {

    private static final long START = 1_700_000_000_000L;
    private static final StoreOptions OPTIONS =
            StoreOptions.defaults().withRawRetention(Duration.ofDays(2)).withSegmentBytes(64 << 10);

    private final ManualClock clock = new ManualClock(START);

    @Test
    void losesNothingAcknowledgedWhereverThePowerIsCut() {
        long operations = run(new SimulatedDisk(), Long.MAX_VALUE, newScript());
        assertThat(operations).isGreaterThan(100);
        for (long cut = 0; cut < operations; cut++) {
            for (Survival survival : Survival.values()) {
                long seed = cut * 31 + survival.ordinal();
                SimulatedDisk disk = new SimulatedDisk();
                StoreScript script = newScript();
                run(disk, cut, script);
                SimulatedDisk found = disk.afterCrash(survival, new Random(seed));
                String what = "cut at " + cut + ", " + survival;
                check(found, script, what);
                recoverAndGoOn(found, script, what, new Random(seed));
            }
        }
    }

    private StoreScript newScript() {
        return new StoreScript(clock, Duration.ofMinutes(45));
    }

    /** Runs the script until the power is cut; the operations of the disk it took. */
    private long run(SimulatedDisk disk, long cut, StoreScript script) {
        clock.jumpTo(START);
        disk.cutAfter(cut);
        try {
            Store store = Store.open(disk, OPTIONS, clock);
            script.run(store);
            store.close();
        } catch (PowerCut e) {
            assertThat(disk.operations()).isGreaterThan(cut);
        }
        return disk.operations();
    }

    private void check(SimulatedDisk disk, StoreScript script, String what) {
        try (Store store = Store.open(disk.copy(), OPTIONS, clock)) {
            script.assertKept(store, what);
        }
    }

    /** Cuts the power again during recovery, then lets it recover and be used. */
    private void recoverAndGoOn(
            SimulatedDisk disk, StoreScript script, String what, Random random) {
        disk.cutAfter(random.nextInt(12));
        try {
            Store.open(disk, OPTIONS, clock).close();
        } catch (PowerCut e) {
            assertThat(disk.operations()).isPositive();
        }
        SimulatedDisk found = disk.afterCrash(Survival.NOTHING, random);
        try (Store store = Store.open(found, OPTIONS, clock)) {
            script.assertKept(store, what + ", cut again");
            assertThat(script.write(store, Labels.of("__name__", "after"))).isTrue();
            store.flush();
        }
        assertThat(found.files()).as(what).noneMatch(path -> path.endsWith(".tmp"));
        check(found, script, what + ", used again");
    }
}
