package dev.muninn.bench.load;

import dev.muninn.model.LabelBytes;
import dev.muninn.model.Labels;
import dev.muninn.testkit.ProtobufWriter;
import java.util.List;

/**
 * Builds OpenTelemetry's requests as a collector sends them: where a series comes from is said once
 * by its resource, counters are sums that tell since when, and points bring the rest.
 */
final class OtlpRequest implements WriteProtocol.Request {

    private static final long NANOS_PER_MILLI = 1_000_000;

    /** Since when counters count. */
    private static final long START_NANOS = 1_700_000_000_000L * NANOS_PER_MILLI;

    private static final int CUMULATIVE = 2;

    /** The labels of a resource, and what its attributes are called. */
    private static final List<String> OF_RESOURCE =
            List.of("job", "instance", "cluster", "region", "namespace", "pod");

    private static final List<String> RESOURCE_ATTRIBUTES =
            List.of(
                    "service.name",
                    "service.instance.id",
                    "k8s.cluster.name",
                    "cloud.region",
                    "k8s.namespace.name",
                    "k8s.pod.name");

    private final ProtobufWriter request = new ProtobufWriter();
    private final ProtobufWriter scope = new ProtobufWriter();
    private final ProtobufWriter points = new ProtobufWriter();
    private final ProtobufWriter attributes = new ProtobufWriter();

    /** The labels of the series begun last. */
    private Labels labels = Labels.empty();

    @Override
    public void series(byte[] encoded) {
        Labels next = LabelBytes.decode(encoded, 0, encoded.length);
        if (!hasSame(next, OF_RESOURCE)) {
            endMetric();
            endResource();
        } else if (!hasSame(next, List.of(Labels.METRIC_NAME))) {
            endMetric();
        }
        labels = next;
        attributes.clear();
        for (int i = 0; i < labels.size(); i++) {
            String name = labels.name(i);
            if (!OF_RESOURCE.contains(name) && !name.equals(Labels.METRIC_NAME)) {
                attribute(attributes, 7, name, labels.value(i));
            }
        }
    }

    private boolean hasSame(Labels other, List<String> names) {
        return names.stream().allMatch(name -> labels.get(name).equals(other.get(name)));
    }

    private static void attribute(ProtobufWriter to, int field, String key, String text) {
        ProtobufWriter value = new ProtobufWriter();
        value.stringField(1, text);
        ProtobufWriter pair = new ProtobufWriter();
        pair.stringField(1, key);
        pair.messageField(2, value);
        to.messageField(field, pair);
    }

    private boolean isCounter() {
        return labels.get(Labels.METRIC_NAME).endsWith("_total");
    }

    @Override
    public void sample(long timeMillis, double value) {
        ProtobufWriter point = new ProtobufWriter();
        if (isCounter()) {
            point.fixed64Field(2, START_NANOS);
        }
        point.fixed64Field(3, timeMillis * NANOS_PER_MILLI);
        point.doubleField(4, value);
        point.raw(attributes.toByteArray(), attributes.length());
        points.messageField(1, point);
    }

    private void endMetric() {
        if (points.length() == 0) {
            return;
        }
        ProtobufWriter metric = new ProtobufWriter();
        metric.stringField(1, labels.get(Labels.METRIC_NAME));
        if (isCounter()) {
            points.varintField(2, CUMULATIVE);
            points.varintField(3, 1);
        }
        metric.messageField(isCounter() ? 7 : 5, points);
        scope.messageField(2, metric);
        points.clear();
    }

    private void endResource() {
        if (scope.length() == 0) {
            return;
        }
        ProtobufWriter resource = new ProtobufWriter();
        for (int i = 0; i < OF_RESOURCE.size(); i++) {
            attribute(resource, 1, RESOURCE_ATTRIBUTES.get(i), labels.get(OF_RESOURCE.get(i)));
        }
        ProtobufWriter metrics = new ProtobufWriter();
        metrics.messageField(1, resource);
        metrics.messageField(2, scope);
        request.messageField(1, metrics);
        scope.clear();
    }

    @Override
    public byte[] encode() {
        endMetric();
        endResource();
        byte[] encoded = request.toByteArray();
        request.clear();
        labels = Labels.empty();
        return encoded;
    }
}
