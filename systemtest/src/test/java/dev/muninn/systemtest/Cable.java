package dev.muninn.systemtest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** A way to a TCP server that can be cut: nothing comes through any more, and nobody is told. */
final class Cable implements AutoCloseable {

    private final ServerSocket door;
    private final String url;
    private final String host;
    private final int port;
    private final List<Socket> open = new ArrayList<>();
    private boolean isCut;
    private boolean isGone;

    /** To the server of a URL with a port. */
    Cable(String url) {
        this.url = url;
        host = URI.create(url).getHost();
        port = URI.create(url).getPort();
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** The server's URL by way of this cable. */
    String url() {
        return url.replace(":" + port, ":" + door.getLocalPort());
    }

    synchronized void cut() {
        isCut = true;
    }

    /** Unlike where it is cut everybody sees at once that there is no server. */
    synchronized void endServer() {
        isGone = true;
        breakAll();
    }

    /** Connections of before are broken, new ones come through. */
    synchronized void mend() {
        isCut = false;
        isGone = false;
        breakAll();
    }

    private synchronized void breakAll() {
        open.forEach(Cable::close);
        open.clear();
        notifyAll();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket near = door.accept();
                Socket far = new Socket(host, port);
                synchronized (this) {
                    open.add(near);
                    open.add(far);
                    if (isGone) {
                        breakAll();
                    }
                }
                Thread.ofVirtual().start(() -> pump(near, far));
                Thread.ofVirtual().start(() -> pump(far, near));
            } catch (IOException e) {
                // Closed, or the other side is: whoever wants to connect sees it.
            }
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[8_192];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                awaitWhole();
                out.write(buffer, 0, read);
                out.flush();
            }
        } catch (IOException | InterruptedException e) {
            // One of the two hung up.
        }
    }

    private synchronized void awaitWhole() throws InterruptedException {
        while (isCut) {
            wait();
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        mend();
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
