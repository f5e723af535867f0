/**
 * The doors of Muninn: Prometheus' HTTP API, push, live sockets, health, and the browser's files.
 * {@link dev.muninn.web.WebServer} is the entry. Event loops only move bytes; whatever parses,
 * reads or computes runs on a thread of its own request. Routes stand in small classes by topic:
 * those that ask the server itself here, the others in packages of their own.
 */
@NullMarked
package dev.muninn.web;

import org.jspecify.annotations.NullMarked;
