/**
 * What people make: dashboards, folders, stars, annotations; kept in SQLite or PostgreSQL. {@link
 * dev.muninn.catalog.CatalogDatabase} is the database, which other modules keep tables of their own
 * in.
 */
@NullMarked
package dev.muninn.catalog;

import org.jspecify.annotations.NullMarked;
