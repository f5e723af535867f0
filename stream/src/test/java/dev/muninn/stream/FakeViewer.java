package dev.muninn.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A socket that keeps what it was sent; its loop is the calling thread. */
final class FakeViewer implements Viewer {

    private static final Executor SAME_THREAD = Runnable::run;

    /**
     * A message as it arrived, without what frames it on the transport.
     *
     * @param address where its bytes lay, the same where viewers were sent the same bytes
     */
    record Received(byte[] payload, boolean isBinary, long address) {}

    final List<Received> frames = new ArrayList<>();
    private final Transport transport;
    boolean isWritable = true;
    @Nullable CloseCode closeCode;
    private int sentFrames;

    FakeViewer() {
        this(Transport.JSON_SOCKET);
    }

    FakeViewer(Transport transport) {
        this.transport = transport;
    }

    @Override
    public Executor loop() {
        return SAME_THREAD;
    }

    @Override
    public Transport transport() {
        return transport;
    }

    @Override
    public boolean isWritable() {
        return isWritable;
    }

    @Override
    public void send(ByteBuffer frame) {
        frames.add(transport == Transport.EVENTS ? event(frame) : message(frame));
    }

    private static Received event(ByteBuffer frame) {
        long address = MemorySegment.ofBuffer(frame).address();
        String text = StandardCharsets.UTF_8.decode(frame).toString();
        assertThat(text).startsWith("data: ").endsWith("\n\n");
        return new Received(
                text.substring(6, text.length() - 2).getBytes(StandardCharsets.UTF_8),
                false,
                address);
    }

    private static Received message(ByteBuffer frame) {
        long address = MemorySegment.ofBuffer(frame).address();
        int type = Byte.toUnsignedInt(frame.get());
        int length = frame.get();
        if (length == 126) {
            length = Short.toUnsignedInt(frame.getShort());
        } else if (length == 127) {
            length = Math.toIntExact(frame.getLong());
        }
        byte[] payload = new byte[length];
        frame.get(payload);
        assertThat(frame.remaining()).isZero();
        return new Received(payload, type == 0x82, address);
    }

    @Override
    public void flush() {
        sentFrames = frames.size();
    }

    @Override
    public void close(CloseCode code, String reason) {
        closeCode = code;
    }

    /** What was received since the last call: texts, and binary frames in hexadecimal digits. */
    List<String> take() {
        assertThat(sentFrames).as("frames that were flushed").isEqualTo(frames.size());
        List<String> texts = new ArrayList<>();
        frames.forEach(frame -> texts.add(text(frame)));
        frames.clear();
        sentFrames = 0;
        return texts;
    }

    static String text(Received frame) {
        return frame.isBinary()
                ? HexFormat.of().formatHex(frame.payload())
                : new String(frame.payload(), StandardCharsets.UTF_8);
    }

    Received last() {
        return frames.getLast();
    }
}
