package dev.muninn.ingest.collect.probe;

import dev.muninn.ingest.collect.SampleFrame;
import dev.muninn.ingest.collect.TargetUrl;
import dev.muninn.model.Clock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Whether somebody listens on a port. */
final class TcpProbe implements Probe {

    private final String host;
    private final int port;
    private final Clock clock;

    TcpProbe(TargetUrl target, Clock clock) {
        if (target.port() < 0) {
            throw new IllegalArgumentException(target + " has no port: write tcp://host:port");
        }
        this.host = target.host();
        this.port = target.port();
        this.clock = clock;
    }

    @Override
    public void run(SampleFrame into) throws IOException {
        Stopwatch watch = new Stopwatch(clock);
        InetAddress address = Resolution.of(host);
        Resolution.report(address, watch.lap(), into);
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), (int) TIMEOUT.toMillis());
        }
    }
}
