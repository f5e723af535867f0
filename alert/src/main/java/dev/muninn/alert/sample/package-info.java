/**
 * Rules that are evaluated when samples of theirs come. Entry class: {@link
 * dev.muninn.alert.sample.SampleWatches}.
 */
@NullMarked
package dev.muninn.alert.sample;

import org.jspecify.annotations.NullMarked;
