package dev.muninn.alert.http;

/** How servers are reached, and which are not. */
public record Reach(TlsTerms tls, Proxies proxies, DeniedNetworks denied) {}
