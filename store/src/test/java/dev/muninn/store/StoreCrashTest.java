package dev.muninn.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.Labels;
import dev.muninn.store.disk.SimulatedDisk;
import dev.muninn.store.disk.SimulatedDisk.PowerCut;
import dev.muninn.store.disk.SimulatedDisk.Survival;
import dev.muninn.store.options.StoreOptions;
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

    /** Cuts made and found harmless. */
    private int survived;

    @Test
    void losesNothingAcknowledgedWhereverThePowerIsCut() {
        SimulatedDisk disk = new SimulatedDisk();
        StoreScript script = new StoreScript(clock, Duration.ofMinutes(45));
        // What is found after a cut depends on nothing that would come later: one course serves
        // all.
        disk.beforeEachOperation(() -> cut(disk, script));
        try (Store store = Store.open(disk, OPTIONS, clock)) {
            script.run(store);
        }
        assertThat(disk.operations()).isGreaterThan(100);
        assertThat(survived).isEqualTo(disk.operations() * Survival.values().length);
    }

    /** Looks what would be found if the power were cut now. */
    private void cut(SimulatedDisk disk, StoreScript script) {
        for (Survival survival : Survival.values()) {
            long seed = disk.operations() * 31 + survival.ordinal();
            String what = "cut at " + disk.operations() + ", " + survival;
            SimulatedDisk found = disk.afterCrash(survival, new Random(seed));
            StoreScript ledger = script.copy();
            check(found, ledger, what);
            recoverAndGoOn(found, ledger, what, new Random(seed));
            survived++;
        }
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
