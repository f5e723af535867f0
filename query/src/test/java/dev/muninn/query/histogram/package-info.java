/** Tests of arithmetic and estimates on native histograms. */
@NullMarked
package dev.muninn.query.histogram;

import org.jspecify.annotations.NullMarked;
