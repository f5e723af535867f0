package dev.muninn.alert;

/**
 * How a test of a channel went.
 *
 * @param answer what the other side said
 * @param advice what helps, in people's words; empty if all is well or nothing is known
 */
public record ChannelTest(
        String channel, boolean isTold, double latencyMillis, String answer, String advice) {}
