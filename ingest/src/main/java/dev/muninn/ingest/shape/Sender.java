package dev.muninn.ingest.shape;

/** Names of senders: a source, mostly with the port it sends from. */
final class Sender {

    private Sender() {}

    /** The source: all connections of a machine are one. */
    static String host(String sender) {
        int port = sender.lastIndexOf(':');
        return port < 0 ? sender : sender.substring(0, port);
    }
}
