package dev.muninn.stream;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A socket that keeps what it was sent; its loop is the calling thread. */
final class FakeViewer implements Viewer {

    private static final Executor SAME_THREAD = Runnable::run;

    final List<Frame> frames = new ArrayList<>();
    boolean isWritable = true;
    @Nullable CloseCode closeCode;

    @Override
    public Executor loop() {
        return SAME_THREAD;
    }

    @Override
    public boolean isWritable() {
        return isWritable;
    }

    @Override
    public void send(Frame frame) {
        frames.add(frame);
    }

    @Override
    public void close(CloseCode code, String reason) {
        closeCode = code;
    }

    /** The texts received since the last call. */
    List<String> take() {
        List<String> texts = new ArrayList<>();
        frames.forEach(frame -> texts.add(new String(frame.utf8(), StandardCharsets.UTF_8)));
        frames.clear();
        return texts;
    }

    Frame last() {
        return frames.getLast();
    }
}
