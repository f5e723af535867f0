package dev.muninn.ingest.listen;

import dev.muninn.model.MuninnException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Takes lines by TCP and packets of lines by UDP at one port, from open to close. */
public final class LineServer implements AutoCloseable {

    /*
     * A thread of its own reads each connection and hands on all whole lines that have arrived; as
     * long as they are worked on nothing more is read, so a fast sender is held back by TCP itself.
     * Packets that are already there are handed on together. Nobody holds UDP back: what does not
     * fit into the system's buffer is lost, as its senders know.
     */

    /** Takes whole lines; the array is reused after the call. */
    @FunctionalInterface
    public interface Lines {

        /** Whether the sender may go on. */
        boolean take(byte[] bytes, int length, String source);
    }

    private static final System.Logger logger = System.getLogger(LineServer.class.getName());

    /** The longest line, too: what does not end within is no line. */
    private static final int BUFFER_BYTES = 64 << 10;

    /** More are closed at once: each holds a buffer. */
    private static final int MAX_CONNECTIONS = 256;

    private final String name;
    private final Lines lines;
    private final ServerSocket tcp;
    private final DatagramChannel udp;
    private final ExecutorService threads;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final Semaphore room = new Semaphore(MAX_CONNECTIONS);

    private LineServer(String name, Lines lines, ServerSocket tcp, DatagramChannel udp) {
        this.name = name;
        this.lines = lines;
        this.tcp = tcp;
        this.udp = udp;
        threads =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name(name + "-", 0).factory());
    }

    /**
     * Listens at an address; port 0 for any free one.
     *
     * @param name of the protocol, for messages
     * @throws MuninnException of kind UNAVAILABLE if the address cannot be listened on
     */
    public static LineServer open(String name, InetSocketAddress address, Lines lines) {
        ServerSocket tcp = null;
        DatagramChannel udp = null;
        try {
            tcp = new ServerSocket();
            tcp.bind(address);
            udp = DatagramChannel.open();
            udp.bind(new InetSocketAddress(address.getAddress(), tcp.getLocalPort()));
            LineServer server = new LineServer(name, lines, tcp, udp);
            server.threads.execute(server::accept);
            server.threads.execute(server::receive);
            return server;
        } catch (IOException | IllegalArgumentException e) {
            closeQuietly(tcp);
            closeQuietly(udp);
            throw new MuninnException(
                    MuninnException.Kind.UNAVAILABLE,
                    "cannot listen for "
                            + name
                            + " on "
                            + address
                            + ": "
                            + e.getMessage()
                            + ". Choose another address with ingest."
                            + name
                            + "-listen",
                    e);
        }
    }

    public int port() {
        return tcp.getLocalPort();
    }

    private void accept() {
        while (!tcp.isClosed()) {
            try {
                Socket connection = tcp.accept();
                if (room.tryAcquire()) {
                    connections.add(connection);
                    threads.execute(() -> serve(connection));
                } else {
                    connection.close();
                }
            } catch (SocketException e) {
                logger.log(Level.DEBUG, name + " listener ends", e);
                return;
            } catch (IOException e) {
                logger.log(Level.DEBUG, "a " + name + " connection failed", e);
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            String source = connection.getInetAddress().getHostAddress();
            read(connection.getInputStream(), source);
        } catch (IOException e) {
            logger.log(Level.DEBUG, "a " + name + " connection ended", e);
        } finally {
            connections.remove(connection);
            room.release();
        }
    }

    private void read(InputStream in, String source) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        int filled = 0;
        while (true) {
            int read = in.read(buffer, filled, buffer.length - filled);
            if (read < 0) {
                if (filled > 0) {
                    lines.take(buffer, filled, source);
                }
                return;
            }
            filled += read;
            int whole = wholeLines(buffer, filled);
            if (whole == 0 && filled == buffer.length) {
                logger.log(Level.WARNING, "{0} line of {1} is too long", name, source);
                return;
            }
            if (whole > 0) {
                if (!lines.take(buffer, whole, source)) {
                    return;
                }
                System.arraycopy(buffer, whole, buffer, 0, filled - whole);
                filled -= whole;
            }
        }
    }

    /** The end of the last line that is whole. */
    private static int wholeLines(byte[] buffer, int filled) {
        int end = filled;
        while (end > 0 && buffer[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    private void receive() {
        ByteBuffer packets = ByteBuffer.allocate(2 * BUFFER_BYTES);
        try {
            while (true) {
                packets.clear();
                udp.configureBlocking(true);
                SocketAddress sender = udp.receive(packets);
                packets.put((byte) '\n');
                udp.configureBlocking(false);
                while (packets.remaining() > BUFFER_BYTES && udp.receive(packets) != null) {
                    packets.put((byte) '\n');
                }
                lines.take(packets.array(), packets.position(), host(sender));
            }
        } catch (ClosedChannelException e) {
            logger.log(Level.DEBUG, name + " listener ends", e);
        } catch (IOException e) {
            logger.log(Level.WARNING, name + " listens no more for packets", e);
        }
    }

    private static String host(SocketAddress sender) {
        return sender instanceof InetSocketAddress address
                ? address.getAddress().getHostAddress()
                : "";
    }

    /** Stops listening and ends the connections; twice is harmless. */
    @Override
    public void close() {
        closeQuietly(tcp);
        closeQuietly(udp);
        connections.forEach(LineServer::closeQuietly);
        threads.close();
    }

    private static void closeQuietly(@Nullable AutoCloseable part) {
        try {
            if (part != null) {
                part.close();
            }
        } catch (Exception e) {
            logger.log(Level.DEBUG, "a socket did not close in order", e);
        }
    }
}
