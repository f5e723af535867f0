package dev.muninn.web;

import dev.muninn.ingest.OtlpAnswer;
import dev.muninn.ingest.PushGroup;
import dev.muninn.ingest.PushReceiver;
import dev.muninn.ingest.PushRequest;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.model.SampleSink;
import dev.muninn.model.WriteResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Consumer;

/**
 * Every protocol that is pushed. Answers are plain text but for OpenTelemetry's own, since senders
 * log the first line of what they get.
 */
final class PushRoutes {

    private static final CharSequence PROTOBUF =
            HttpHeaders.createOptimized("application/x-protobuf");

    private static final CharSequence DURABILITY = HttpHeaders.createOptimized("muninn-durability");

    /** What a sender of remote write 2.0 compares with what it sent; older ones ignore them. */
    private static final CharSequence SAMPLES = written("samples");

    private static final CharSequence HISTOGRAMS = written("histograms");
    private static final CharSequence EXEMPLARS = written("exemplars");

    private final PushReceivers receivers;
    private final SampleSink sink;

    /** By connection, whose requests come one after the other; gone with it. */
    private final Map<Object, SampleSink.Session> sessions = new WeakHashMap<>();

    PushRoutes(PushReceivers receivers, SampleSink sink) {
        this.receivers = receivers;
        this.sink = sink;
    }

    private static CharSequence written(String what) {
        return HttpHeaders.createOptimized("x-prometheus-remote-write-" + what + "-written");
    }

    List<Route> routes() {
        return List.of(
                Route.push("/api/v1/write", this::remoteWrite),
                Route.push("/v1/metrics", this::otlp),
                Route.push("/api/v1/otlp/v1/metrics", this::otlp),
                Route.push("/write", call -> lines(call, receivers.influx(), Labels.empty())),
                Route.push(
                        "/api/v2/write", call -> lines(call, receivers.influx(), Labels.empty())),
                Route.push(
                        "/api/v1/metrics", call -> lines(call, receivers.json(), Labels.empty())),
                Route.push("/metrics/**", this::group));
    }

    private void remoteWrite(Call call) {
        receive(
                call,
                receivers.remoteWrite(),
                Labels.empty(),
                result -> {
                    call.reply()
                            .headers()
                            .set(SAMPLES, Integer.toString(result.samples()))
                            .set(HISTOGRAMS, Integer.toString(result.histograms()))
                            .set(EXEMPLARS, Integer.toString(result.exemplars()));
                    tell(call.reply(), result);
                });
    }

    private void otlp(Call call) {
        boolean isJson = call.contentType().startsWith(Reply.JSON);
        receive(
                call,
                receivers.otlp(),
                Labels.empty(),
                result ->
                        call.reply()
                                .bytes(
                                        200,
                                        isJson ? Reply.JSON : PROTOBUF,
                                        Buffer.buffer(
                                                isJson
                                                        ? OtlpAnswer.json(result)
                                                        : OtlpAnswer.protobuf(result))));
    }

    private void group(Call call) {
        Labels labels;
        try {
            labels = PushGroup.parse(call.segment());
        } catch (MuninnException e) {
            refuse(call.reply(), e);
            return;
        }
        lines(call, receivers.text(), labels);
    }

    private void lines(Call call, PushReceiver receiver, Labels extraLabels) {
        receive(call, receiver, extraLabels, result -> tell(call.reply(), result));
    }

    private void receive(
            Call call, PushReceiver receiver, Labels extraLabels, Consumer<WriteResult> answer) {
        SampleSink.Session session;
        synchronized (sessions) {
            session =
                    sessions.computeIfAbsent(
                            call.connection(), key -> sink.session(call.address()));
        }
        try {
            PushRequest request =
                    new PushRequest(
                            call.body(),
                            call.contentType(),
                            call.contentEncoding(),
                            call.parameters().first(),
                            extraLabels);
            WriteResult result = receiver.receive(request, session);
            call.reply().headers().set(DURABILITY, "sync");
            answer.accept(result);
        } catch (MuninnException e) {
            refuse(call.reply(), e);
        }
    }

    private static void tell(Reply reply, WriteResult result) {
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
