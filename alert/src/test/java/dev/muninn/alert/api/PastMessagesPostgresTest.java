package dev.muninn.alert.api;

import dev.muninn.alert.AlertingStand;
import java.nio.file.Path;

/** The same on a PostgreSQL. */
class PastMessagesPostgresTest extends PastMessagesTest {

    @Override
    AlertingStand stand(Path data) {
        return AlertingStand.onPostgres(data);
    }
}
