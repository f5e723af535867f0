package dev.muninn.server.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestKeyTest {

    private static final List<String> KNOWN =
            List.of("store.retention.raw", "web.listen", "collect.host", "query.max-series");

    @ParameterizedTest
    @CsvSource({
        "store.retentoin.raw, store.retention.raw",
        "store.retention-raw, store.retention.raw",
        "store.retention_raw, store.retention.raw",
        "retention.raw, store.retention.raw",
        "web.lsiten, web.listen",
        "WEB.LISTEN, web.listen",
        "listen, web.listen",
        "query.maxSeries, query.max-series"
    })
    void findsWhatWasMeant(String wrong, String meant) {
        assertThat(NearestKey.to(wrong, KNOWN)).contains(meant);
    }

    @Test
    void findsNothingForAnotherWord() {
        assertThat(NearestKey.to("colour", KNOWN)).isEmpty();
        assertThat(NearestKey.to("", KNOWN)).isEmpty();
    }
}
