package dev.muninn.stream;

/** In which form a viewer takes data frames. */
enum Form {
    JSON,
    BINARY,
    /** As BINARY, with large first pictures of the lower tier packed. */
    BINARY_DEFLATED
}
