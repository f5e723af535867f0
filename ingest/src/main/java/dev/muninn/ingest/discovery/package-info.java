/**
 * Where targets come from that no configuration names: {@link
 * dev.muninn.ingest.discovery.DiscoverySources} keeps what each {@link
 * dev.muninn.ingest.discovery.Discovery} said last.
 */
@NullMarked
package dev.muninn.ingest.discovery;

import org.jspecify.annotations.NullMarked;
