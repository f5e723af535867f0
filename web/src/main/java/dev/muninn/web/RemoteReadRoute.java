package dev.muninn.web;

import dev.muninn.model.SeriesSource;
import java.util.List;

/** Prometheus remote read: raw samples for another Prometheus, whole or as a stream of chunks. */
final class RemoteReadRoute {

    private final RemoteReadRequest.Reader reader;
    private final SeriesSource source;

    RemoteReadRoute(Queries queries, SeriesSource source) {
        reader = new RemoteReadRequest.Reader(queries);
        this.source = source;
    }

    List<Route> routes() {
        return List.of(Route.send("/api/v1/read", this::read));
    }

    private void read(Call call) {
        RemoteReadRequest request = reader.read(call);
        if (request.wantsChunks()) {
            ChunkedAnswer answer = new ChunkedAnswer(call, source);
            for (int i = 0; i < request.questions().size(); i++) {
                answer.add(i, request.questions().get(i));
            }
            answer.end();
        } else {
            SampledAnswer answer = new SampledAnswer(call, source);
            request.questions().forEach(answer::add);
            answer.send();
        }
    }
}
