package dev.muninn.ingest.shape;

import dev.muninn.model.SampleSink;
import dev.muninn.model.Telemetry;
import dev.muninn.model.TelemetrySource;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** A sink that applies the policy of each source. Safe for use by many threads. */
public final class ShapingSink implements SampleSink, TelemetrySource {

    private final SampleSink store;
    private final Map<String, ShapingPolicy> policies;
    private final LongAdder leftOut = new LongAdder();
    private final long seed = new SecureRandom().nextLong();

    public ShapingSink(SampleSink store, Map<String, ShapingPolicy> policies) {
        this.store = store;
        this.policies = policies;
    }

    /** The session of a sender, which is {@code source} or {@code source:port}. */
    @Override
    public Session session(String sender) {
        ShapingPolicy policy = policy(sender);
        Session session = store.session(sender);
        return policy == null ? session : new ShapedSession(session, policy, leftOut, seed);
    }

    private @Nullable ShapingPolicy policy(String sender) {
        ShapingPolicy whole = policies.get(sender);
        if (whole != null) {
            return whole;
        }
        ShapingPolicy host = policies.get(Sender.host(sender));
        return host != null ? host : policies.get(ShapingPolicy.OTHERS);
    }

    @Override
    public void report(Telemetry to) {
        to.counter(
                "muninn_ingest_shaped_samples_total",
                "Samples that the policy of their source left out.",
                (double) leftOut.sum());
    }
}
