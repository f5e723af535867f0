package dev.muninn.ingest.http;

/**
 * What an answer says of its body; texts are empty where it says nothing.
 *
 * @param contentEncoding how the body is compressed, which it still is
 */
public record Page(int status, String contentType, String contentEncoding) {}
