package dev.muninn.web.http;

import java.time.Duration;

/**
 * What is granted to connections.
 *
 * @param inAll connections at one time
 * @param ofAddress connections at one time from one address
 * @param headerTimeout how long the first request of a connection may take to arrive
 * @param bodyTimeout how long a body may take to arrive
 * @param idleTimeout how long a connection may be silent
 */
public record ConnectionLimits(
        int inAll,
        int ofAddress,
        Duration headerTimeout,
        Duration bodyTimeout,
        Duration idleTimeout) {}
