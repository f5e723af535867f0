package dev.muninn.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.catalog.Catalog;
import dev.muninn.catalog.CatalogDatabase;
import dev.muninn.catalog.CatalogOptions;
import dev.muninn.catalog.Search;
import dev.muninn.catalog.Summary;
import dev.muninn.model.SystemClock;
import dev.muninn.query.QueryEngine;
import dev.muninn.query.QueryOptions;
import dev.muninn.testkit.MemoryStore;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ready-made dashboards ask what Muninn's query engine understands. */
class ReadyBoardQueriesTest {

    @TempDir private Path folder;

    @Test
    void everyQueryIsPromql() {
        try (CatalogDatabase database = CatalogDatabase.open(CatalogOptions.DEFAULTS, folder);
                Catalog catalog =
                        Catalog.open(
                                database,
                                CatalogOptions.DEFAULTS,
                                SystemClock.INSTANCE,
                                metric -> true);
                QueryEngine engine =
                        QueryEngine.open(
                                new MemoryStore(), QueryOptions.DEFAULTS, SystemClock.INSTANCE)) {
            int queries = 0;
            for (Summary board : catalog.search().find(Search.ALL, "anybody")) {
                JsonNode spec = catalog.dashboards().get(board.uid()).path("spec");
                for (JsonNode panel : spec.path("elements")) {
                    for (JsonNode query : panel.path("queries")) {
                        String expr = withValues(query.path("expr").asText());
                        assertThatCode(() -> engine.format(expr)).doesNotThrowAnyException();
                        queries++;
                    }
                }
            }
            assertThat(queries).isGreaterThan(120);
        }
    }

    /** The text with values in the place of variables. */
    private static String withValues(String expr) {
        return expr.replace("$__rate_interval", "5m")
                .replace("$__range", "1h")
                .replace("${metric}", "requests_seconds")
                .replace("${filter:raw}", "job=\"a\"");
    }
}
