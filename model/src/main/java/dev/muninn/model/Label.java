package dev.muninn.model;

/** One name with its value. */
public record Label(String name, String value) {}
