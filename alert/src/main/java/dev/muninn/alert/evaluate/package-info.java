/**
 * One run of a group: queries, expanded texts, and what is written of the results. Entry class:
 * {@link dev.muninn.alert.evaluate.GroupRun}.
 */
@NullMarked
package dev.muninn.alert.evaluate;

import org.jspecify.annotations.NullMarked;
