/** Tests of the scrape package. */
@NullMarked
package dev.muninn.ingest.scrape;

import org.jspecify.annotations.NullMarked;
