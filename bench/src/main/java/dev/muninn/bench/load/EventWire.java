package dev.muninn.bench.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A client of server-sent events: makes a session, then reads its stream on the same connection.
 */
final class EventWire implements LiveWire {

    private static final String SESSIONS = "/api/v1/live/sessions";

    private final LiveViewer viewer;
    private boolean isStreaming;

    EventWire(LiveViewer viewer) {
        this.viewer = viewer;
    }

    @Override
    public String begin() {
        String body = "[" + viewer.hello() + "," + viewer.subscribe() + "]";
        return "POST %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(SESSIONS, viewer.plan().port(), body.length(), body);
    }

    @Override
    public int take(byte[] bytes) throws IOException {
        int at = 0;
        if (!isStreaming) {
            at = LiveWire.endOfHead(bytes);
            String text = new String(bytes, StandardCharsets.UTF_8);
            int end = text.indexOf("\"}", Math.max(at, 0));
            if (at < 0 || end < 0) {
                return 0;
            }
            if (!text.startsWith("HTTP/1.1 201")) {
                viewer.onRefused();
                return bytes.length;
            }
            String session = text.substring(at + "{\"session\":\"".length(), end);
            viewer.write(
                    "GET %s/%s/events HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n"
                            .formatted(SESSIONS, session, viewer.plan().port()));
            isStreaming = true;
            return bytes.length;
        }
        for (int i = at; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                line(new String(bytes, at, i - at, StandardCharsets.UTF_8));
                at = i + 1;
            }
        }
        return at;
    }

    /** Chunks begin with events, so a line is either of an event or of the transport. */
    private void line(String line) {
        if (line.startsWith("data: ")) {
            viewer.onText(line.substring(6));
        }
    }
}
