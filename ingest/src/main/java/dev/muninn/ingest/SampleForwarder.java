package dev.muninn.ingest;

import dev.muninn.ingest.forward.ForwardTarget;
import dev.muninn.model.MuninnException;
import dev.muninn.model.SampleSink;
import dev.muninn.model.Telemetry;
import dev.muninn.model.TelemetrySource;
import dev.muninn.model.WriteBatch;
import dev.muninn.model.WriteResult;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A sink that stores samples in another one and sends them on to servers that speak remote write.
 * Senders wait for the store only.
 */
public final class SampleForwarder implements SampleSink, TelemetrySource, AutoCloseable {

    private final SampleSink store;
    private final List<ForwardTarget> targets = new ArrayList<>();

    private SampleForwarder(SampleSink store) {
        this.store = store;
    }

    /**
     * Begins to send on what is written from now on, and what earlier runs left in the folder.
     *
     * @throws MuninnException of kind BAD_INPUT if a URL is none, of kind UNAVAILABLE if the folder
     *     cannot be used
     */
    public static SampleForwarder open(SampleSink store, ForwardOptions options, Path folder) {
        SampleForwarder forwarder = new SampleForwarder(store);
        for (String url : options.urls()) {
            URI uri = url(url);
            String name = (uri.getHost() + "-" + uri.getPort() + uri.getPath());
            forwarder.targets.add(
                    ForwardTarget.open(
                            uri,
                            folder.resolve(name.replaceAll("[^A-Za-z0-9.-]", "_")),
                            options.shards(),
                            options.maxQueueBytes()));
        }
        return forwarder;
    }

    private static URI url(String text) {
        try {
            URI url = URI.create(text);
            if (url.getHost() != null && url.getScheme().matches("https?")) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            throw new MuninnException(
                    MuninnException.Kind.BAD_INPUT, refusal(text) + ": " + e.getMessage(), e);
        }
        throw MuninnException.badInput(refusal(text));
    }

    private static String refusal(String text) {
        return "ingest.forward-urls has \""
                + text
                + "\": give URLs such as https://other.example/api/v1/write";
    }

    @Override
    public Session session(String sender) {
        Session session = store.session(sender);
        return (batch, durability) -> {
            WriteResult result = session.write(batch, durability);
            forward(batch);
            return result;
        };
    }

    private void forward(WriteBatch batch) {
        for (ForwardTarget target : targets) {
            target.add(batch);
        }
    }

    @Override
    public void report(Telemetry to) {
        targets.forEach(target -> target.report(to));
    }

    /** Stops sending; what waits is sent by the next run. */
    @Override
    public void close() {
        targets.forEach(ForwardTarget::close);
    }
}
