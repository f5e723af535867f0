/**
 * The notation of PromQL's test scripts for the values of a series. Entry class: {@link
 * dev.muninn.query.notation.SeriesNotation}.
 */
@NullMarked
package dev.muninn.query.notation;

import org.jspecify.annotations.NullMarked;
