package dev.muninn.ingest.collect.probe;

import dev.muninn.ingest.collect.SampleFrame;
import dev.muninn.ingest.collect.TargetUrl;
import dev.muninn.model.Clock;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Whether a page comes, and what takes how long on its way. */
final class HttpProbe implements Probe {

    /*
     * A GET over a connection of our own, as HTTP clients hide what the phases are about. The
     * phases of all redirects are added up, as blackbox_exporter does.
     */

    private static final int MOST_REDIRECTS = 10;

    private static final String[] PHASES = {"resolve", "connect", "tls", "processing", "transfer"};

    private static final int RESOLVE = 0;
    private static final int CONNECT = 1;
    private static final int TLS = 2;
    private static final int PROCESSING = 3;
    private static final int TRANSFER = 4;

    private final TargetUrl target;
    private final URI start;
    private final Clock clock;

    HttpProbe(TargetUrl target, Clock clock) {
        this.target = target;
        this.start = URI.create(target.text());
        this.clock = clock;
    }

    /** A probe under way. */
    private static final class Look {
        private final double[] seconds = new double[PHASES.length];
        private int redirects;
        private boolean isSecure;
        private @Nullable HttpReply reply;
    }

    @Override
    public void run(SampleFrame into) throws IOException {
        Look look = new Look();
        try {
            follow(look, into);
        } finally {
            report(look, into);
        }
        HttpReply reply = look.reply;
        if (reply == null || reply.status() < 200 || reply.status() > 299) {
            throw new IOException("status " + (reply == null ? 0 : reply.status()) + ", want 2xx");
        }
    }

    private void follow(Look look, SampleFrame into) throws IOException {
        URI page = start;
        while (true) {
            HttpReply reply = get(page, look, into);
            look.reply = reply;
            String location = reply.headers().getOrDefault("location", "");
            if (reply.status() < 300 || reply.status() > 399 || location.isEmpty()) {
                return;
            }
            if (++look.redirects > MOST_REDIRECTS) {
                throw new IOException("more than " + MOST_REDIRECTS + " redirects");
            }
            page = next(page, location);
        }
    }

    private static URI next(URI page, String location) throws IOException {
        try {
            URI next = page.resolve(location);
            if (next.getHost() != null && next.getScheme().startsWith("http")) {
                return next;
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("redirected to \"" + location + "\", which is no URL", e);
        }
        throw new IOException("redirected to \"" + location + "\", which is no web page");
    }

    private HttpReply get(URI page, Look look, SampleFrame into) throws IOException {
        boolean isSecure = page.getScheme().equals("https");
        int port = page.getPort() >= 0 ? page.getPort() : isSecure ? 443 : 80;
        String host = page.getHost().replaceAll("[\\[\\]]", "");
        Stopwatch watch = new Stopwatch(clock);
        InetAddress address = Resolution.of(host);
        double resolved = watch.lap();
        look.seconds[RESOLVE] += resolved;
        Resolution.report(address, resolved, into);
        try (Socket plain = new Socket()) {
            plain.setSoTimeout((int) TIMEOUT.toMillis());
            plain.connect(new InetSocketAddress(address, port), (int) TIMEOUT.toMillis());
            look.seconds[CONNECT] += watch.lap();
            look.isSecure = isSecure;
            Socket socket = plain;
            if (isSecure) {
                TlsConnection tls = TlsConnection.over(plain, host, port);
                look.seconds[TLS] += watch.lap();
                tls.report(into);
                tls.requireTrust();
                socket = tls.socket();
            }
            return exchange(page, socket, look, watch);
        }
    }

    private HttpReply exchange(URI page, Socket socket, Look look, Stopwatch watch)
            throws IOException {
        socket.getOutputStream().write(request(page).getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        InputStream in = new BufferedInputStream(socket.getInputStream());
        in.mark(1);
        if (in.read() < 0) {
            throw new IOException("connection closed without an answer");
        }
        in.reset();
        look.seconds[PROCESSING] += watch.lap();
        HttpReply reply = HttpReply.readBody(HttpReply.readHead(in), in);
        look.seconds[TRANSFER] += watch.lap();
        return reply;
    }

    private String request(URI page) throws IOException {
        String path = page.getRawPath() == null ? "" : page.getRawPath();
        String query = page.getRawQuery() == null ? "" : "?" + page.getRawQuery();
        StringBuilder request = new StringBuilder();
        request.append("GET ").append(path.isEmpty() ? "/" : path).append(query);
        request.append(" HTTP/1.1\r\nHost: ").append(page.getHost());
        if (page.getPort() >= 0) {
            request.append(':').append(page.getPort());
        }
        request.append("\r\nUser-Agent: Muninn-probe\r\nAccept: */*\r\nConnection: close\r\n");
        // A redirect to another host must not carry our password there.
        if (!target.user().isEmpty() && page.getHost().equals(start.getHost())) {
            String who = target.user() + ":" + target.password();
            request.append("Authorization: Basic ")
                    .append(
                            Base64.getEncoder()
                                    .encodeToString(who.getBytes(StandardCharsets.UTF_8)))
                    .append("\r\n");
        }
        return request.append("\r\n").toString();
    }

    private static void report(Look look, SampleFrame into) {
        HttpReply reply = look.reply;
        for (int i = 0; i < PHASES.length; i++) {
            into.gauge(
                    "probe_http_duration_seconds",
                    "Duration of http request by phase, summed over all redirects",
                    look.seconds[i],
                    "phase",
                    PHASES[i]);
        }
        gauge(into, "redirects", "The number of redirects", look.redirects);
        gauge(
                into,
                "ssl",
                "Indicates if SSL was used for the final redirect",
                look.isSecure ? 1 : 0);
        gauge(into, "status_code", "Response HTTP status code", reply == null ? 0 : reply.status());
        gauge(
                into,
                "content_length",
                "Length of http content response",
                reply == null ? 0 : (double) reply.contentLength());
        gauge(
                into,
                "uncompressed_body_length",
                "Length of uncompressed response body",
                reply == null ? 0 : (double) reply.bodyBytes());
        gauge(
                into,
                "version",
                "Returns the version of HTTP of the probe response",
                reply == null ? 0 : versionOf(reply));
    }

    private static double versionOf(HttpReply reply) {
        try {
            return Double.parseDouble(reply.version());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static void gauge(SampleFrame into, String what, String help, double value) {
        into.gauge("probe_http_" + what, help, value);
    }
}
