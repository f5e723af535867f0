package dev.muninn.ingest.collect.jmx;

import dev.muninn.ingest.collect.Readings;
import dev.muninn.ingest.collect.SampleFrame;
import dev.muninn.ingest.collect.TargetUrl;
import dev.muninn.model.Labels;
import java.io.IOException;
import java.time.Duration;

/**
 * Reads a JVM's beans once and prints what it read, or why it could not: whom a process trusts is
 * settled when it first speaks TLS.
 */
public final class CollectingJvm {

    private CollectingJvm() {}

    public static void main(String[] arguments) {
        SampleFrame frame = new SampleFrame(Labels.empty());
        frame.begin(1000);
        try (JmxSource source =
                new JmxSource(TargetUrl.parse(arguments[0]), Duration.ofSeconds(60))) {
            source.collect(frame);
        } catch (IOException e) {
            System.out.println(e.getMessage());
        }
        System.out.println(Readings.of(frame.finish()));
    }
}
