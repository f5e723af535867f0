/** Tests of the http package. */
@NullMarked
package dev.muninn.ingest.http;

import org.jspecify.annotations.NullMarked;
