package dev.muninn.web;

import dev.muninn.ingest.PushReceiver;
import dev.muninn.ingest.PushRequest;
import dev.muninn.model.MuninnException;
import dev.muninn.model.SampleSink;
import dev.muninn.model.WriteResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Prometheus remote write. Its answers are plain text, since senders log the first line of what
 * they get.
 */
final class PushRoutes {

    private static final CharSequence DURABILITY = HttpHeaders.createOptimized("muninn-durability");

    /** What a sender of remote write 2.0 compares with what it sent; older ones ignore them. */
    private static final CharSequence SAMPLES = written("samples");

    private static final CharSequence HISTOGRAMS = written("histograms");
    private static final CharSequence EXEMPLARS = written("exemplars");

    private final PushReceiver receiver;
    private final SampleSink sink;

    /** By connection, whose requests come one after the other; gone with it. */
    private final Map<Object, SampleSink.Session> sessions = new WeakHashMap<>();

    PushRoutes(PushReceiver receiver, SampleSink sink) {
        this.receiver = receiver;
        this.sink = sink;
    }

    private static CharSequence written(String what) {
        return HttpHeaders.createOptimized("x-prometheus-remote-write-" + what + "-written");
    }

    List<Route> routes() {
        return List.of(Route.push("/api/v1/write", this::write));
    }

    private void write(Call call) {
        SampleSink.Session session;
        synchronized (sessions) {
            session =
                    sessions.computeIfAbsent(
                            call.connection(), key -> sink.session(call.address()));
        }
        Reply reply = call.reply();
        try {
            WriteResult result =
                    receiver.receive(
                            new PushRequest(
                                    call.body(), call.contentType(), call.contentEncoding()),
                            session);
            reply.headers()
                    .set(DURABILITY, "sync")
                    .set(SAMPLES, Integer.toString(result.samples()))
                    .set(HISTOGRAMS, Integer.toString(result.histograms()))
                    .set(EXEMPLARS, Integer.toString(result.exemplars()));
            if (result.rejections().isEmpty()) {
                reply.empty(204);
            } else {
                reply.text(400, describe(result));
            }
        } catch (MuninnException e) {
            refuse(reply, e);
        }
    }

    private static String describe(WriteResult result) {
        StringBuilder text = new StringBuilder();
        text.append(result.rejectedSamples()).append(" samples not stored, ");
        text.append(result.samples() + result.histograms()).append(" stored:");
        String separator = " ";
        for (WriteResult.Rejection rejection : result.rejections()) {
            text.append(separator).append(rejection.samples()).append(' ');
            text.append(rejection.reason().reason()).append(" (");
            text.append(rejection.firstMessage()).append(')');
            separator = "; ";
        }
        return text.append('\n').toString();
    }

    private static void refuse(Reply reply, MuninnException failure) {
        Refusal refusal = Refusal.of(failure);
        // What is too large for a push is its body, decompressed or not.
        int status = failure.kind() == MuninnException.Kind.LIMIT ? 413 : refusal.status();
        if (status == 429 || status == 503) {
            reply.headers().set(HttpHeaders.RETRY_AFTER, "1");
        }
        reply.bytes(status, Reply.TEXT, Buffer.buffer(refusal.message() + "\n"));
    }
}
