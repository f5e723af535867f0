/**
 * The process: {@link dev.muninn.server.Main} reads the command line, {@link
 * dev.muninn.server.Muninn} builds, joins and ends all parts.
 */
@NullMarked
package dev.muninn.server;

import org.jspecify.annotations.NullMarked;
