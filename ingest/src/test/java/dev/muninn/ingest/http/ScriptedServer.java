package dev.muninn.ingest.http;

import dev.muninn.testkit.RawServer;
import dev.muninn.testkit.RawServer.Answer;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that gives prepared answers, byte by byte as they were written, one after the other. */
final class ScriptedServer implements AutoCloseable {

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final RawServer server = new RawServer(this::next);

    /** The answer to one more request; the connection stays open. */
    ScriptedServer answer(String answer) {
        answers.add(Answer.of(answer));
        return this;
    }

    /** The answer to one more request, with which the connection ends. */
    ScriptedServer lastAnswer(String answer) {
        answers.add(Answer.last(answer));
        return this;
    }

    /** A page with a body of known length. */
    static String page(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: "
                + body.length()
                + "\r\n\r\n"
                + body;
    }

    private Answer next(String request) {
        requests.add(request);
        Answer next = answers.poll();
        return next == null ? Answer.last("HTTP/1.1 500 no more answers\r\n\r\n") : next;
    }

    String address() {
        return "127.0.0.1:" + server.port();
    }

    String url() {
        return "http://" + address() + "/page?a=b";
    }

    /** Connections that were opened in all. */
    int connectionCount() {
        return server.connectionCount();
    }

    /** Request lines and headers, as they came. */
    List<String> requests() {
        return requests;
    }

    @Override
    public void close() {
        server.close();
    }
}
