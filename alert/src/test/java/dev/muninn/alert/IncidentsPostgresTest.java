package dev.muninn.alert;

import java.nio.file.Path;

/** The same on a PostgreSQL. */
class IncidentsPostgresTest extends IncidentsTest {

    @Override
    AlertingStand stand(Path data) {
        return AlertingStand.onPostgres(data);
    }
}
