/**
 * How a request comes in and its answer goes out: who may, the table of routes, how many at a time,
 * parameters, packing, refusals. {@link dev.muninn.web.http.FrontDoor} is the entry; what a route
 * does stands in the packages beside this one.
 */
@NullMarked
package dev.muninn.web.http;

import org.jspecify.annotations.NullMarked;
