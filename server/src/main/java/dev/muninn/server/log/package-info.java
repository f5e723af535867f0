/**
 * Log records as lines for people or machines; {@link dev.muninn.server.log.Logging} installs them
 * behind {@link java.lang.System.Logger}.
 */
@NullMarked
package dev.muninn.server.log;

import org.jspecify.annotations.NullMarked;
