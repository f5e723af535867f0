package dev.muninn.alert.oncall;

/**
 * Somebody who can be on call.
 *
 * @param receiver the receiver of the routing configuration that reaches them
 */
public record Person(String name, String receiver) {}
