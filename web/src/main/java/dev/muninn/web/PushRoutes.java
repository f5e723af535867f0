package dev.muninn.web;

import dev.muninn.ingest.OtlpAnswer;
import dev.muninn.ingest.PushGroup;
import dev.muninn.ingest.PushReceiver;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.model.WriteResult;
import dev.muninn.web.http.Call;
import dev.muninn.web.http.Reply;
import dev.muninn.web.http.Route;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.List;

/** Every protocol by which metrics are pushed over HTTP. */
final class PushRoutes {

    static final CharSequence PROTOBUF = HttpHeaders.createOptimized("application/x-protobuf");

    /** What a sender of remote write 2.0 compares with what it sent; older ones ignore them. */
    private static final CharSequence SAMPLES = written("samples");

    private static final CharSequence HISTOGRAMS = written("histograms");
    private static final CharSequence EXEMPLARS = written("exemplars");

    private final PushReceivers receivers;
    private final PushDoor door;

    PushRoutes(PushReceivers receivers, PushDoor door) {
        this.receivers = receivers;
        this.door = door;
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
        door.receive(
                call,
                Labels.empty(),
                receivers.remoteWrite()::receive,
                result -> {
                    call.reply()
                            .headers()
                            .set(SAMPLES, Integer.toString(result.samples()))
                            .set(HISTOGRAMS, Integer.toString(result.histograms()))
                            .set(EXEMPLARS, Integer.toString(result.exemplars()));
                    PushDoor.tell(call.reply(), result);
                });
    }

    private void otlp(Call call) {
        door.receive(
                call,
                Labels.empty(),
                receivers.otlp()::receive,
                result -> answerOtlp(call, result));
    }

    private static void answerOtlp(Call call, WriteResult result) {
        if (call.contentType().startsWith(Reply.JSON)) {
            call.reply().bytes(200, Reply.JSON, Buffer.buffer(OtlpAnswer.json(result)));
        } else {
            call.reply().bytes(200, PROTOBUF, Buffer.buffer(OtlpAnswer.protobuf(result)));
        }
    }

    private void group(Call call) {
        Labels labels;
        try {
            labels = PushGroup.parse(call.segment());
        } catch (MuninnException e) {
            PushDoor.refuse(call.reply(), e);
            return;
        }
        lines(call, receivers.text(), labels);
    }

    private void lines(Call call, PushReceiver receiver, Labels extraLabels) {
        door.receive(
                call,
                extraLabels,
                receiver::receive,
                result -> PushDoor.tell(call.reply(), result));
    }
}
