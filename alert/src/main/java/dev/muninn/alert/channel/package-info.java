/**
 * The ways to tell somebody, one class each: what is sent for a message, and what the answer means.
 * No channel opens a connection itself, that is the {@link dev.muninn.alert.channel.Sender}'s.
 * Entry class: {@link dev.muninn.alert.channel.Channels}.
 */
@NullMarked
package dev.muninn.alert.channel;

import org.jspecify.annotations.NullMarked;
