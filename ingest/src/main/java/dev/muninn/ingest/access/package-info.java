/**
 * How targets and discoveries are spoken to over HTTP: clients ({@link
 * dev.muninn.ingest.access.HttpClients}) by what {@link dev.muninn.ingest.access.HttpAccess} asks
 * for in encryption, sign-in and redirects.
 */
@NullMarked
package dev.muninn.ingest.access;

import org.jspecify.annotations.NullMarked;
