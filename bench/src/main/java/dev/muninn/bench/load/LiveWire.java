package dev.muninn.bench.load;

import java.io.IOException;

/** A simulated viewer's side of a transport. */
interface LiveWire {

    /** The request that begins it. */
    String begin();

    /** Takes the whole messages at the beginning of what was read and returns how many bytes. */
    int take(byte[] bytes) throws IOException;

    /** Where the head of an HTTP answer ends, or -1. */
    static int endOfHead(byte[] bytes) {
        for (int i = 3; i < bytes.length; i++) {
            if (bytes[i] == '\n' && bytes[i - 2] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }
}
