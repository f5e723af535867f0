package dev.muninn.alert.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.alert.journal.JournalRow;
import dev.muninn.alert.journal.JournalRow.Released;
import dev.muninn.model.MuninnException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JournalRowsTest {

    private static final JournalRow POISON = new Released("poison");

    private final List<JournalRow> written = new ArrayList<>();
    private boolean isAway;
    private int busy;

    private final JournalRows rows = new JournalRows(this::save);

    /** A database that refuses one row, whatever is written with it. */
    private void save(List<JournalRow> batch) {
        if (isAway) {
            throw new MuninnException(MuninnException.Kind.UNAVAILABLE, "away");
        }
        if (busy > 0) {
            busy--;
            throw new MuninnException(MuninnException.Kind.BUSY, "somebody was faster");
        }
        if (batch.contains(POISON)) {
            throw new MuninnException(MuninnException.Kind.BUG, "refused");
        }
        written.addAll(batch);
    }

    private static List<JournalRow> numbered(int count) {
        return IntStream.range(0, count)
                .<JournalRow>mapToObj(i -> new Released("group " + i))
                .toList();
    }

    @Test
    void aRowThatTheDatabaseRefusesIsGivenUpAndTheOthersAreWritten() {
        List<JournalRow> all = new ArrayList<>(numbered(5));
        all.add(2, POISON);
        assertThat(rows.write(all)).isTrue();
        assertThat(written).isEqualTo(numbered(5));
        assertThat(rows.lost()).isEqualTo(1);
        assertThat(rows.size()).isZero();
    }

    @Test
    void whatCameBehindARefusedRowWhileTheDatabaseWasAwayFollowsInItsOrder() {
        isAway = true;
        assertThat(rows.write(POISON)).isFalse();
        assertThat(rows.write(numbered(3))).isFalse();
        assertThat(rows.size()).isEqualTo(4);
        isAway = false;
        assertThat(rows.retry()).isTrue();
        assertThat(written).isEqualTo(numbered(3));
        assertThat(rows.lost()).isEqualTo(1);
    }

    @Test
    void aDatabaseThatIsAwayLosesNothing() {
        isAway = true;
        numbered(3).forEach(rows::write);
        isAway = false;
        assertThat(rows.write(new Released("last"))).isTrue();
        assertThat(written).hasSize(4).startsWith(numbered(3).getFirst());
        assertThat(rows.lost()).isZero();
    }

    @Test
    void aRowThatMetAnotherWriterIsTriedAgain() {
        busy = 3;
        assertThat(rows.write(numbered(1))).isTrue();
        assertThat(written).hasSize(1);
        assertThat(rows.lost()).isZero();
    }

    @Test
    void whatWaitsIsForgottenWhenAnotherProcessWrites() {
        isAway = true;
        numbered(3).forEach(rows::write);
        rows.clear();
        isAway = false;
        assertThat(rows.retry()).isTrue();
        assertThat(written).isEmpty();
    }

    @Test
    void whatIsForgottenWhileItsWriterWaitsForAnotherOneIsNotWritten() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        JournalRows slow =
                new JournalRows(
                        batch -> {
                            inside.countDown();
                            uninterruptibly(goOn);
                            written.addAll(batch);
                        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> first = threads.submit(() -> slow.write(new Released("first")));
            inside.await();
            Future<?> clearing = threads.submit(slow::clear);
            Future<Boolean> second = threads.submit(() -> slow.write(new Released("second")));
            goOn.countDown();
            clearing.get();
            boolean isSecondWritten = second.get();
            assertThat(first.get()).isTrue();
            assertThat(written.contains(new Released("second"))).isEqualTo(isSecondWritten);
        }
    }

    @Test
    void allWhoseRowsWereWrittenTogetherGoOnWhileTheNextAreWritten() throws Exception {
        CountDownLatch firstIsIn = new CountDownLatch(1);
        CountDownLatch othersAreThere = new CountDownLatch(1);
        CountDownLatch othersWentOn = new CountDownLatch(8);
        AtomicBoolean haveGoneOn = new AtomicBoolean();
        JournalRows slow =
                new JournalRows(
                        batch -> {
                            if (batch.contains(new Released("first"))) {
                                firstIsIn.countDown();
                                uninterruptibly(othersAreThere);
                            } else if (batch.contains(new Released("last"))) {
                                haveGoneOn.set(isReached(othersWentOn));
                            }
                        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var _ = threads.submit(() -> slow.write(new Released("first")));
            firstIsIn.await();
            for (JournalRow row : numbered(8)) {
                threads.execute(
                        () -> {
                            assertThat(slow.write(row)).isTrue();
                            othersWentOn.countDown();
                        });
            }
            while (slow.size() < 9) {
                Thread.onSpinWait();
            }
            othersAreThere.countDown();
            while (slow.size() > 0) {
                Thread.onSpinWait();
            }
            assertThat(slow.write(new Released("last"))).isTrue();
        }
        assertThat(haveGoneOn).isTrue();
    }

    private static boolean isReached(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void uninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
