/**
 * What rule tests are made of: the files of promtool's {@code test rules}, and a store that holds
 * the series of one test. Entry class: {@link dev.muninn.alert.testing.TestFile}.
 */
@NullMarked
package dev.muninn.alert.testing;

import org.jspecify.annotations.NullMarked;
