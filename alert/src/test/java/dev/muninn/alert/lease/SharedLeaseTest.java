package dev.muninn.alert.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import dev.muninn.catalog.CatalogDatabase;
import dev.muninn.catalog.CatalogOptions;
import dev.muninn.model.MuninnException;
import dev.muninn.testkit.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedLeaseTest {

    private static final Duration LENGTH = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir private Path folder;

    private final ManualClock clock = new ManualClock(1_772_360_430_000L);
    private Node a;
    private Node b;

    /** A process on the database with what its lease told it to do. */
    private final class Node implements Shift {
        private final CatalogDatabase database =
                CatalogDatabase.open(CatalogOptions.DEFAULTS, folder);
        private final SharedLease lease;
        private final List<String> told = new ArrayList<>();
        private boolean isUnreadable;

        Node(String name) {
            database.migrate("alert");
            lease = new SharedLease(database, new LeaseOptions(name, LENGTH, PATIENCE), clock);
            lease.serve(this);
        }

        void look() {
            lease.look();
        }

        @Override
        public void begin() {
            if (isUnreadable) {
                throw new MuninnException(MuninnException.Kind.UNAVAILABLE, "not readable");
            }
            assertThat(lease.isHeld()).isFalse();
            assertThat(lease.term()).isZero();
            told.add("begin");
        }

        @Override
        public void goOn() {
            assertThat(lease.isHeld()).isTrue();
        }

        @Override
        public void end() {
            told.add("end");
        }
    }

    @BeforeEach
    void open() {
        a = new Node("a");
        b = new Node("b");
    }

    @AfterEach
    void close() {
        a.database.close();
        b.database.close();
    }

    private void pass(int seconds, Node... looking) {
        for (int i = 0; i < seconds; i++) {
            clock.advance(Duration.ofSeconds(1));
            for (Node node : looking) {
                node.look();
            }
        }
    }

    private void assertTellsInDoubtAfter(int seconds) {
        pass(seconds, a);
        assertThat(a.lease.isHeld()).isTrue();
        assertThat(a.lease.isUncertain()).isTrue();
    }

    private static int note(Node node, String name) {
        return node.lease
                .fenced(node.database)
                .write(
                        sql ->
                                sql.insertInto(table("alert_node"))
                                        .set(field("name", String.class), name)
                                        .set(field("looks", Long.class), 0L)
                                        .execute());
    }

    @Test
    void theFirstOneHasItAtOnceAndTheOtherStandsBy() {
        a.look();
        b.look();
        assertThat(a.lease.isHeld()).isTrue();
        assertThat(a.told).containsExactly("begin");
        assertThat(b.lease.isHeld()).isFalse();
        assertThat(b.told).isEmpty();
        assertThat(b.lease.status().sentence())
                .isEqualTo(
                        "this node, b, stands by; a owns notification since 2026-03-01T10:20:30Z");
        assertThat(a.lease.status().sentence())
                .isEqualTo("this node, a, owns notification since 2026-03-01T10:20:30Z");
    }

    @Test
    void nobodyIsToldBeforeWhatOthersToldHasBeenTakenUp() {
        a.isUnreadable = true;
        a.look();
        assertThat(a.lease.status().isOwner()).isTrue();
        assertThat(a.lease.isHeld()).isFalse();
        a.isUnreadable = false;
        pass(1, a);
        assertThat(a.told).containsExactly("begin");
        assertThat(a.lease.isHeld()).isTrue();
    }

    @Test
    void itStaysWhereItIsRenewed() {
        a.look();
        pass(15, a, b);
        assertThat(a.lease.isHeld()).isTrue();
        assertThat(b.lease.isHeld()).isFalse();
        assertThat(a.lease.status().nodes()).containsExactly("a", "b");
    }

    @Test
    void theOwnerStopsBeforeTheOtherBegins() {
        a.look();
        b.look();
        for (int i = 0; i < 40; i++) {
            clock.advance(Duration.ofMillis(250));
            b.look();
            assertThat(a.lease.isHeld() && b.lease.isHeld()).isFalse();
        }
        assertThat(a.lease.isHeld()).isFalse();
        assertThat(b.lease.isHeld()).isTrue();
        assertThat(b.told).containsExactly("begin");
    }

    @Test
    void anotherOneTakesOverWithinTheLengthAndOneLook() {
        a.look();
        pass(1, a, b);
        pass(5, b);
        assertThat(b.lease.isHeld()).isTrue();
    }

    @Test
    void whoStoodStillForLongEndsItsShift() {
        a.look();
        pass(3, a, b);
        pass(30, b);
        a.look();
        assertThat(a.told).containsExactly("begin", "end");
        pass(1, a, b);
        assertThat(a.lease.status().owner()).isEqualTo("b");
        assertThat(b.lease.isHeld()).isTrue();
    }

    @Test
    void whatAnOldOwnerWritesIsRefused() {
        a.look();
        pass(1, a, b);
        assertThat(note(a, "kept")).isEqualTo(1);
        // The old owner's clocks stood still: it believes that its time goes on.
        pass(6, b);
        assertThatThrownBy(() -> note(a, "lost")).hasMessageContaining("this node, a, stands by");
        assertThat(note(b, "news")).isEqualTo(1);
        assertThat(a.lease.isHeld()).isFalse();
    }

    @Test
    void whoStandsByWritesNothing() {
        a.look();
        b.look();
        assertThatThrownBy(() -> note(b, "lost"))
                .hasMessageContaining("this node, b, stands by; a owns notification since");
        assertThatThrownBy(b.lease::requireHeld).hasMessageContaining("stands by");
    }

    @Test
    void whoEndsHandsItOver() {
        a.look();
        b.look();
        a.lease.close();
        pass(1, b);
        assertThat(b.lease.isHeld()).isTrue();
    }

    @Test
    void aMachineThatWasSuspendedFindsItsTimeOver() {
        a.look();
        clock.jumpTo(clock.millis() + 60_000);
        assertThat(a.lease.isHeld()).isFalse();
    }

    @Test
    void withoutNeighboursItGoesOnWhenTheDatabaseIsAway() {
        a.look();
        pass(3, a);
        a.database.close();
        pass(60, a);
        assertThat(a.lease.isHeld()).isTrue();
        assertThat(a.lease.needsJournal()).isFalse();
        assertThat(a.lease.isUncertain()).isFalse();
        assertThat(a.told).containsExactly("begin");
    }

    @Test
    void withNeighboursItKeepsQuietForAWhileAndThenSaysThatItIsUncertain() {
        a.look();
        pass(3, a, b);
        assertThat(a.lease.needsJournal()).isTrue();
        a.database.close();
        pass(100, a);
        assertThat(a.lease.isHeld()).isFalse();
        assertTellsInDoubtAfter(30);
        assertThat(a.told).containsExactly("begin");
    }

    @Test
    void cutOffRightAfterItsStartItKeepsQuietForAProcessOfWhichItOnlyFoundTheRow() {
        b.look();
        pass(6, a);
        assertThat(a.lease.isHeld()).isTrue();
        assertThat(a.lease.status().nodes()).as("b was not seen to live").containsExactly("a");
        assertThat(a.lease.needsJournal()).isTrue();
        a.database.close();
        pass(100, a);
        assertThat(a.lease.isHeld()).isFalse();
        assertTellsInDoubtAfter(30);
    }

    @Test
    void aRowOfWhichNobodyIsHeardForAMinuteIsNoNeighbour() {
        b.look();
        pass(62, a);
        assertThat(a.lease.needsJournal()).isFalse();
        a.database.close();
        pass(60, a);
        assertThat(a.lease.isHeld()).isTrue();
    }

    @Test
    void whoCouldNotLookAroundYetKeepsQuietWhenItIsCutOff() {
        a.database.write(sql -> sql.execute("ALTER TABLE alert_node RENAME TO away"));
        pass(2, a);
        assertThat(a.lease.isHeld()).isTrue();
        a.database.close();
        pass(5, a);
        assertThat(a.lease.isHeld()).isFalse();
    }

    @Test
    void withoutTheDatabaseForLongItIsUncertainAsAnotherOneMayHaveStarted() {
        a.look();
        pass(3, a);
        a.database.close();
        pass(100, a);
        assertThat(a.lease.isUncertain()).isFalse();
        assertTellsInDoubtAfter(30);
    }

    @Test
    void whoTakesOverFromOneThatNeverSawItIsUncertainUntilThatOneIs() {
        a.look();
        pass(3, a);
        a.database.close();
        pass(6, a, b);
        assertThat(a.lease.isHeld()).as("it cannot know of b").isTrue();
        assertThat(b.lease.isHeld()).isTrue();
        for (int i = 0; i < 130; i++) {
            assertThat(a.lease.isUncertain() || b.lease.isUncertain()).as("after %d s", i).isTrue();
            pass(1, a, b);
        }
        assertThat(a.lease.isUncertain()).isTrue();
        assertThat(b.lease.isUncertain()).isFalse();
    }

    @Test
    void whoTakesOverFromOneThatSawItIsCertain() {
        a.look();
        pass(3, a, b);
        a.database.close();
        pass(6, a, b);
        assertThat(a.lease.isHeld()).isFalse();
        assertThat(b.lease.isHeld()).isTrue();
        assertThat(b.lease.isUncertain()).isFalse();
    }

    @Test
    void whoStartsAgainAfterACrashIsCertain() {
        a.look();
        pass(3, a);
        a.database.close();
        a = new Node("a");
        pass(6, a);
        assertThat(a.lease.isHeld()).isTrue();
        assertThat(a.lease.isUncertain()).isFalse();
    }

    @Test
    void whoEndsInGoodOrderIsNoNeighbourAnyMore() {
        a.look();
        pass(3, a, b);
        assertThat(a.lease.needsJournal()).isTrue();
        b.lease.close();
        pass(1, a);
        assertThat(a.lease.status().nodes()).containsExactly("a");
        assertThat(a.lease.needsJournal()).isFalse();
    }
}
