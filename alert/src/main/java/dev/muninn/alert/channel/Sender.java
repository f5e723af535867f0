package dev.muninn.alert.channel;

/** Sends HTTP requests; what goes wrong on the way is an answer, too. */
@FunctionalInterface
public interface Sender {

    Answer send(Request request);
}
