package dev.muninn.web.alerting;

import dev.muninn.alert.Notifier;
import dev.muninn.alert.options.NotifyOptions;
import dev.muninn.catalog.CatalogDatabase;
import dev.muninn.catalog.CatalogOptions;
import dev.muninn.model.SystemClock;
import dev.muninn.web.TestServer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;

/** A server that tells people of alerts over a console that nobody reads. */
final class AlertingServer implements AutoCloseable {

    final Notifier notifier;
    final TestServer web;
    private final CatalogDatabase database;

    AlertingServer(Path folder) {
        database = CatalogDatabase.open(CatalogOptions.DEFAULTS, folder);
        notifier =
                Notifier.open(
                        NotifyOptions.DEFAULTS, database, line -> {}, "test", SystemClock.INSTANCE);
        web = TestServer.withAlerting(notifier, database);
    }

    /** Deletes what is at a path and returns the status. */
    int delete(String path) throws Exception {
        return web.client
                .send(
                        HttpRequest.newBuilder(web.uri(path)).DELETE().build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Override
    public void close() {
        web.close();
        notifier.close();
        database.close();
    }
}
