/**
 * The configuration: a table of typed keys ({@link dev.muninn.server.options.OptionTable}), filled
 * from profile, file, environment and flags by {@link dev.muninn.server.options.Configuration} and
 * handed to the modules as {@link dev.muninn.server.options.MuninnOptions}.
 */
@NullMarked
package dev.muninn.server.options;

import org.jspecify.annotations.NullMarked;
