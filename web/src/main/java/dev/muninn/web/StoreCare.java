package dev.muninn.web;

/** What an operator may ask of the store by hand; each returns when it is done and durable. */
public record StoreCare(Runnable flush, Runnable compact) {}
