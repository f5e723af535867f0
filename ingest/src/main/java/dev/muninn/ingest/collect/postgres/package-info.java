/**
 * PostgreSQL, asked by SQL and named as postgres_exporter names it; {@link
 * dev.muninn.ingest.collect.postgres.PostgresSource} is the target, {@link
 * dev.muninn.ingest.collect.postgres.PostgresQueries} what is asked.
 */
@NullMarked
package dev.muninn.ingest.collect.postgres;

import org.jspecify.annotations.NullMarked;
