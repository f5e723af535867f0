package dev.muninn.stream.frame;

/** In which form a viewer takes data frames. */
public enum Form {
    JSON,
    BINARY,
    /** As BINARY, with large first pictures of the lower tier packed. */
    BINARY_DEFLATED
}
