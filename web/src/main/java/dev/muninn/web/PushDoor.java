package dev.muninn.web;

import dev.muninn.ingest.Admission;
import dev.muninn.ingest.PushRequest;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.model.SampleSink;
import dev.muninn.model.WriteResult;
import dev.muninn.web.http.Call;
import dev.muninn.web.http.Refusal;
import dev.muninn.web.http.Reply;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Consumer;

/**
 * What all pushes share: the source's turn, its session with the store, and how refusals are told.
 * Answers are plain text, since senders log the first line of what they get.
 */
final class PushDoor {

    private static final CharSequence DURABILITY = HttpHeaders.createOptimized("muninn-durability");

    private final Admission admission;
    private final SampleSink sink;

    /** By connection, whose requests come one after the other; gone with it. */
    private final Map<Object, SampleSink.Session> sessions = new WeakHashMap<>();

    /** Stores what a request brings. */
    @FunctionalInterface
    interface Receiving {
        WriteResult receive(PushRequest request, SampleSink.Session session);
    }

    PushDoor(Admission admission, SampleSink sink) {
        this.admission = admission;
        this.sink = sink;
    }

    /** Receives a body if its source may send now, and answers. */
    void receive(
            Call call, Labels extraLabels, Receiving receiving, Consumer<WriteResult> onReceived) {
        String source = source(call);
        int bytes = call.body().remaining();
        switch (admission.enter(source, bytes)) {
            case Admission.Decision.Wait(long millis, String reason) ->
                    refuse(
                            call.reply(),
                            new MuninnException(MuninnException.Kind.BUSY, reason),
                            millis);
            case Admission.Decision.Enter() -> {
                long samples = 0;
                try {
                    PushRequest request =
                            new PushRequest(
                                    call.body(),
                                    call.contentType(),
                                    call.contentEncoding(),
                                    call.parameters().first(),
                                    extraLabels);
                    WriteResult result = receiving.receive(request, session(call));
                    samples =
                            (long) result.samples()
                                    + result.histograms()
                                    + result.rejectedSamples();
                    call.reply().headers().set(DURABILITY, "sync");
                    onReceived.accept(result);
                } catch (MuninnException e) {
                    refuse(call.reply(), e);
                } finally {
                    admission.leave(source, bytes, samples);
                }
            }
        }
    }

    /** Whose rates count: all connections of a machine are one source. */
    private static String source(Call call) {
        int port = call.address().lastIndexOf(':');
        return port < 0 ? call.address() : call.address().substring(0, port);
    }

    private SampleSink.Session session(Call call) {
        synchronized (sessions) {
            return sessions.computeIfAbsent(call.connection(), key -> sink.session(call.address()));
        }
    }

    /** Answers a result with nothing, or with what was not stored. */
    static void tell(Reply reply, WriteResult result) {
        if (result.rejections().isEmpty()) {
            reply.empty(204);
        } else {
            reply.text(400, describe(result));
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

    static void refuse(Reply reply, MuninnException failure) {
        refuse(reply, failure, 1_000);
    }

    private static void refuse(Reply reply, MuninnException failure, long waitMillis) {
        Refusal refusal = Refusal.of(failure);
        // What is too large for a push is its body, decompressed or not.
        int status = failure.kind() == MuninnException.Kind.LIMIT ? 413 : refusal.status();
        if (status == 429 || status == 503) {
            long seconds = Math.ceilDiv(waitMillis, 1_000L);
            reply.headers().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        }
        reply.bytes(status, Reply.TEXT, Buffer.buffer(refusal.message() + "\n"));
    }
}
