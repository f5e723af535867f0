/**
 * What a notification says: its data as templates and webhooks see them, and the texts made of
 * them. Entry class: {@link dev.muninn.alert.message.Message}.
 */
@NullMarked
package dev.muninn.alert.message;

import org.jspecify.annotations.NullMarked;
