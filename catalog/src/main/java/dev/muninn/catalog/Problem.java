package dev.muninn.catalog;

/**
 * Why a document is refused.
 *
 * @param path the place, as a JSON pointer
 */
public record Problem(String path, String message) {}
