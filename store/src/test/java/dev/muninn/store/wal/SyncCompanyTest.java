package dev.muninn.store.wal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class SyncCompanyTest {

    private static final Duration FOR_EVER = Duration.ofHours(1);

    private static void force(SyncCompany company, int cameMeanwhile) {
        company.awaitOthers();
        company.begin();
        for (int i = 0; i < cameMeanwhile; i++) {
            company.arrive();
        }
        company.end();
    }

    @Test
    void aWriterAloneWaitsForNobody() {
        SyncCompany company = new SyncCompany(FOR_EVER);
        for (int i = 0; i < 3; i++) {
            company.arrive();
            force(company, 0);
            assertThat(company.expected()).isEqualTo(1);
        }
    }

    @Test
    void whoIsFirstWaitsForThoseThatNeededTheForceBefore() throws Exception {
        SyncCompany company = new SyncCompany(FOR_EVER);
        company.arrive();
        force(company, 1);
        assertThat(company.expected()).isEqualTo(2);
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<?> first = thread.submit(() -> force(company, 0));
            company.arrive();
            first.get(1, TimeUnit.MINUTES);
        }
        assertThat(company.expected()).as("both were served").isEqualTo(2);
    }

    @Test
    void waitsInVainOnlyOnce() {
        SyncCompany company = new SyncCompany(Duration.ofNanos(1));
        company.arrive();
        force(company, 1);
        force(company, 0);
        assertThat(company.expected()).isEqualTo(1);
    }

    @Test
    void anInterruptIsKeptAndEndsTheWait() {
        SyncCompany company = new SyncCompany(FOR_EVER);
        company.arrive();
        force(company, 1);
        Thread.currentThread().interrupt();
        company.awaitOthers();
        assertThat(Thread.interrupted()).isTrue();
    }
}
