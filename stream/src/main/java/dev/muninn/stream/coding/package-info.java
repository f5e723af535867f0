/**
 * How numbers become bytes: exact, plain or rounded to what can be seen. Entry class: {@link
 * dev.muninn.stream.coding.Coding}; the bytes are drawn in docs/live-protocol.md.
 */
@NullMarked
package dev.muninn.stream.coding;

import org.jspecify.annotations.NullMarked;
