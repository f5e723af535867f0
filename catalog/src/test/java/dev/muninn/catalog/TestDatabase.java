package dev.muninn.catalog;

import dev.muninn.testkit.PostgresServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The two kinds of databases, each test with one of its own. */
enum TestDatabase {
    SQLITE {
        @Override
        CatalogOptions options() {
            return CatalogOptions.DEFAULTS;
        }
    },
    POSTGRESQL {
        @Override
        CatalogOptions options() {
            return new CatalogOptions(
                    PostgresServer.shared().createDatabase(),
                    PostgresServer.USER,
                    Optional.empty(),
                    4,
                    Optional.empty(),
                    false,
                    100,
                    Duration.ofDays(365));
        }
    };

    /** Those of a database that nobody used yet. */
    abstract CatalogOptions options();

    CatalogDatabase open(Path folder) {
        return CatalogDatabase.open(options(), folder);
    }
}
