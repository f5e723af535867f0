/**
 * Doors of what people make: dashboards, folders, annotations, import. {@link
 * dev.muninn.web.catalog.CatalogRoutes} is the entry.
 */
@NullMarked
package dev.muninn.web.catalog;

import org.jspecify.annotations.NullMarked;
