/**
 * The alerts that a rule would have had, found in its past results. Entry class: {@link
 * dev.muninn.alert.backtest.EpisodeScan}.
 */
@NullMarked
package dev.muninn.alert.backtest;

import org.jspecify.annotations.NullMarked;
