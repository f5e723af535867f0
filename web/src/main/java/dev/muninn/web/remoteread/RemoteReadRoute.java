package dev.muninn.web.remoteread;

import dev.muninn.model.SeriesSource;
import dev.muninn.query.Queries;
import dev.muninn.web.http.Call;
import dev.muninn.web.http.Route;
import java.util.List;

/** Prometheus remote read: raw samples for another Prometheus, whole or as a stream of chunks. */
public final class RemoteReadRoute {

    private final RemoteReadRequest.Reader reader;
    private final SeriesSource source;

    public RemoteReadRoute(Queries queries, SeriesSource source) {
        reader = new RemoteReadRequest.Reader(queries);
        this.source = source;
    }

    public List<Route> routes() {
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
