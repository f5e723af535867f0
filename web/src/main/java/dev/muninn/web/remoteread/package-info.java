/**
 * Prometheus' remote read, as samples and as streamed chunks. {@link
 * dev.muninn.web.remoteread.RemoteReadRoute} is the entry.
 */
@NullMarked
package dev.muninn.web.remoteread;

import org.jspecify.annotations.NullMarked;
