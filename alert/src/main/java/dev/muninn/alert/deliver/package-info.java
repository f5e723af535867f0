/**
 * Messages on their way: a queue and a worker per channel, so that a slow one delays nobody, and
 * another attempt for what did not arrive. Entry class: {@link dev.muninn.alert.deliver.Outbox}.
 */
@NullMarked
package dev.muninn.alert.deliver;

import org.jspecify.annotations.NullMarked;
