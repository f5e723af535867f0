package dev.muninn.ingest.collect.probe;

import dev.muninn.ingest.collect.SampleFrame;
import dev.muninn.ingest.collect.TargetUrl;
import dev.muninn.model.Clock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Whether a port speaks TLS with a certificate that is good, and how long that will be so. */
final class TlsProbe implements Probe {

    private static final int PORT = 443;

    private final String host;
    private final int port;
    private final Clock clock;

    TlsProbe(TargetUrl target, Clock clock) {
        this.host = target.host();
        this.port = target.portOr(PORT);
        this.clock = clock;
    }

    @Override
    public void run(SampleFrame into) throws IOException {
        Stopwatch watch = new Stopwatch(clock);
        InetAddress address = Resolution.of(host);
        Resolution.report(address, watch.lap(), into);
        try (Socket socket = new Socket()) {
            socket.setSoTimeout((int) TIMEOUT.toMillis());
            socket.connect(new InetSocketAddress(address, port), (int) TIMEOUT.toMillis());
            TlsConnection tls = TlsConnection.over(socket, host, port);
            tls.report(into);
            tls.requireTrust();
        }
    }
}
