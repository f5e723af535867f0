/**
 * Live views over WebSocket and server-sent events. {@link dev.muninn.web.live.LiveRoute} and
 * {@link dev.muninn.web.live.EventRoutes} are the entries; what is told stands in the module
 * stream.
 */
@NullMarked
package dev.muninn.web.live;

import org.jspecify.annotations.NullMarked;
