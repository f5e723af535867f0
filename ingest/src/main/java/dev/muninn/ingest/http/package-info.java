/**
 * Pages over HTTP/1.1, at little cost: {@link dev.muninn.ingest.http.PageReader} asks for one after
 * the other over connections that it keeps.
 */
@NullMarked
package dev.muninn.ingest.http;

import org.jspecify.annotations.NullMarked;
