package dev.muninn.alert.notify;

/**
 * What people and senders can rely on.
 *
 * @param externalUrl where people find this server, for the links in messages
 * @param maxAlerts how many alerts are known at a time; more are refused
 */
public record NotifyTerms(String externalUrl, int maxAlerts) {}
