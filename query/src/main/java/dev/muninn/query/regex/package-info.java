/**
 * Regular expressions of matchers, in linear time: {@link dev.muninn.query.regex.Regex} compiles
 * what can be compared as plain text to plain comparisons.
 */
@NullMarked
package dev.muninn.query.regex;

import org.jspecify.annotations.NullMarked;
