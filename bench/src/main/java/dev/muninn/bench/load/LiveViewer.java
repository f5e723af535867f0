package dev.muninn.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One simulated viewer of one view: what it has received so far, and what it notices. */
final class LiveViewer {

    /** Who is told what viewers notice. */
    interface Listener {

        /** A tick has arrived so long after it was due. */
        void onTick(long lateMillis);

        /** Ticks are missing before this one, and no snapshot made up for them. */
        void onLost();

        void onSnapshot(LiveViewer viewer);

        /** The server asks to come back after so long. */
        void onGoodBye(LiveViewer viewer, long afterMillis);

        /** Nothing of the protocol arrived: the viewer is to be connected anew. */
        void onRefused(LiveViewer viewer);
    }

    final int number;
    final String expr;
    private final LiveLoad.Plan plan;
    private final Listener listener;
    private LiveWire wire;
    private @Nullable SocketChannel channel;
    private byte[] rest = {};
    private long phaseMillis;
    private long seq = -1;
    boolean isStalled;

    LiveViewer(int number, LiveLoad.Plan plan, Listener listener) {
        this.number = number;
        this.plan = plan;
        this.listener = listener;
        expr = "live_load{view=\"" + number % plan.views() + "\"}";
        wire = newWire();
    }

    private LiveWire newWire() {
        return plan.form().equals("events") ? new EventWire(this) : new SocketWire(this);
    }

    LiveLoad.Plan plan() {
        return plan;
    }

    /** The frames that make it a viewer. */
    String hello() {
        return "{\"type\":\"hello\",\"id\":1}";
    }

    String subscribe() {
        return "{\"type\":\"sub\",\"id\":2,\"queries\":[{\"ref\":\"A\",\"expr\":\""
                + expr.replace("\"", "\\\"")
                + "\"}],\"step\":"
                + plan.stepMillis()
                + ",\"range\":60000}";
    }

    void onConnected(SocketChannel to) throws IOException {
        channel = to;
        seq = -1;
        rest = new byte[0];
        wire = newWire();
        write(wire.begin());
    }

    void write(String ascii) throws IOException {
        write(ByteBuffer.wrap(ascii.getBytes(StandardCharsets.UTF_8)));
    }

    void write(ByteBuffer bytes) throws IOException {
        SocketChannel to = channel;
        while (to != null && bytes.hasRemaining()) {
            to.write(bytes);
        }
    }

    /** Takes in what was read; what is no whole message yet is kept. */
    void onRead(ByteBuffer read) throws IOException {
        byte[] bytes = Arrays.copyOf(rest, rest.length + read.remaining());
        read.get(bytes, rest.length, read.remaining());
        int taken = wire.take(bytes);
        rest = taken == bytes.length ? new byte[0] : Arrays.copyOfRange(bytes, taken, bytes.length);
    }

    void onRefused() {
        listener.onRefused(this);
    }

    /** A control frame or a data frame in text. */
    void onText(String text) {
        if (text.startsWith("{\"type\":\"ok\"")) {
            String name = text.replaceFirst(".*\"view\":\"([^\"]*)\".*", "$1");
            phaseMillis = Math.floorMod(name.hashCode(), Math.min(plan.stepMillis() / 4, 250));
        } else if (text.startsWith("{\"type\":\"goaway\"")) {
            listener.onGoodBye(this, field(text, "reconnectAfterMs"));
        } else if (text.startsWith("{\"type\":\"snap\"")) {
            onSnapshot(field(text, "seq"));
        } else if (text.startsWith("{\"type\":\"delta\"")) {
            onDelta(field(text, "seq"), field(text, "t"), text.split("\\],\\[", -1).length);
        }
    }

    private static long field(String text, String name) {
        int at = text.indexOf("\"" + name + "\":") + name.length() + 3;
        int end = at;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return Long.parseLong(text, at, end, 10);
    }

    /** A data frame in bytes. */
    void onBytes(ByteBuffer frame) {
        int type = frame.get();
        frame.get();
        uvarint(frame);
        uvarint(frame);
        long frameSeq = uvarint(frame);
        if (type == 1) {
            onSnapshot(frameSeq);
        } else if (type == 2) {
            long time = uvarint(frame);
            uvarint(frame);
            onDelta(frameSeq, time, uvarint(frame));
        }
    }

    private static long uvarint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    private void onSnapshot(long newSeq) {
        seq = newSeq;
        listener.onSnapshot(this);
    }

    private void onDelta(long newSeq, long timeMillis, long ticks) {
        if (newSeq - ticks > seq) {
            listener.onLost();
        }
        seq = newSeq;
        long due = timeMillis + LiveLoad.LAG_MILLIS + phaseMillis;
        listener.onTick(System.currentTimeMillis() - due);
    }
}
