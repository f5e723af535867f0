package dev.muninn.alert.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.model.MuninnException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class JoinedRowsTest {

    private final List<List<String>> transactions = new ArrayList<>();

    private static List<Object[]> row(String text) {
        return List.<Object[]>of(new Object[] {text});
    }

    private void note(List<Object[]> rows) {
        transactions.add(rows.stream().map(row -> (String) row[0]).toList());
    }

    /**
     * Lets one caller be in its transaction until these have come, and returns what became of them.
     */
    private List<Future<?>> behindOneThatWrites(Consumer<List<Object[]>> database, String... texts)
            throws InterruptedException {
        CountDownLatch isIn = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        JoinedRows rows =
                new JoinedRows(
                        batch -> {
                            isIn.countDown();
                            await(mayEnd);
                            database.accept(batch);
                        });
        List<Future<?>> ends = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        try (ExecutorService pool =
                Executors.newThreadPerTaskExecutor(
                        task -> {
                            Thread thread = new Thread(task);
                            threads.add(thread);
                            return thread;
                        })) {
            ends.add(pool.submit(() -> rows.write(row("first"))));
            await(isIn);
            for (String text : texts) {
                ends.add(pool.submit(() -> rows.write(row(text))));
                Thread last = threads.getLast();
                while (last.getState() != Thread.State.WAITING) {
                    Thread.onSpinWait();
                }
            }
            mayEnd.countDown();
        }
        return ends;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatComesWhileOneWritesIsWrittenTogetherInItsOrder() throws Exception {
        for (Future<?> end : behindOneThatWrites(this::note, "a", "b", "c")) {
            end.get();
        }
        assertThat(transactions).containsExactly(List.of("first"), List.of("a", "b", "c"));
    }

    @Test
    void aDatabaseThatIsAwayIsToldToAllOfThem() throws Exception {
        Consumer<List<Object[]>> away =
                rows -> {
                    if (rows.size() > 1) {
                        throw new MuninnException(MuninnException.Kind.UNAVAILABLE, "away");
                    }
                    note(rows);
                };
        List<Future<?>> ends = behindOneThatWrites(away, "a", "b");
        ends.getFirst().get();
        for (Future<?> end : ends.subList(1, 3)) {
            assertThatThrownBy(end::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseInstanceOf(MuninnException.class);
        }
        assertThat(transactions).containsExactly(List.of("first"));
    }

    @Test
    void rowsThatTheDatabaseRefusesDoNotKeepOutThoseOfOthers() throws Exception {
        Consumer<List<Object[]>> picky =
                rows -> {
                    if (rows.stream().anyMatch(row -> row[0].equals("poison"))) {
                        throw new MuninnException(MuninnException.Kind.BUG, "refused");
                    }
                    note(rows);
                };
        List<Future<?>> ends = behindOneThatWrites(picky, "a", "poison", "b");
        ends.get(1).get();
        ends.get(3).get();
        assertThatThrownBy(ends.get(2)::get).hasMessageContaining("refused");
        assertThat(transactions).containsExactly(List.of("first"), List.of("a"), List.of("b"));
    }

    @Test
    void nothingCountsAsWrittenThatAnErrorKeptFromTheDisk() throws Exception {
        Consumer<List<Object[]>> broken =
                rows -> {
                    if (rows.size() > 1) {
                        throw new AssertionError("broken");
                    }
                };
        List<Future<?>> ends = behindOneThatWrites(broken, "a", "b");
        for (Future<?> end : ends.subList(1, 3)) {
            assertThatThrownBy(end::get).isInstanceOf(ExecutionException.class);
        }
    }
}
