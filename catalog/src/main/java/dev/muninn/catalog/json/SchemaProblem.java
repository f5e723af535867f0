package dev.muninn.catalog.json;

/**
 * What is wrong with a value.
 *
 * @param path where, as a JSON pointer
 */
public record SchemaProblem(String path, String message) {}
