/**
 * Grafana's dashboards in and out. {@link dev.muninn.catalog.grafana.GrafanaReader} reads one; what
 * it does not know is kept beside what it knows, under {@code x-grafana}, and reported.
 */
@NullMarked
package dev.muninn.catalog.grafana;

import org.jspecify.annotations.NullMarked;
