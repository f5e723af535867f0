/**
 * Who is told of an alert and what keeps it quiet: matchers, the routing tree, time intervals,
 * inhibition and silences, in Alertmanager's words. Values and pure functions; nothing here waits
 * or sends. Entry class: {@link dev.muninn.alert.route.Route}.
 */
@NullMarked
package dev.muninn.alert.route;

import org.jspecify.annotations.NullMarked;
