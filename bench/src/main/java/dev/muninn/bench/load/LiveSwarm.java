package dev.muninn.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;

/** Many simulated viewers on one thread, which connect, read, and come back when they are lost. */
final class LiveSwarm implements LiveViewer.Listener {

    /** As little as the kernel takes, so that who does not read is soon felt by the server. */
    private static final int STALLED_BUFFER_BYTES = 4_096;

    /** Latencies are counted by the millisecond up to this. */
    private static final int MAX_LATE_MILLIS = 10_000;

    private record Appointment(long atNanos, LiveViewer viewer) {}

    private final LiveLoad.Plan plan;
    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(256 << 10);
    private final PriorityQueue<Appointment> connecting =
            new PriorityQueue<>(Comparator.comparingLong(Appointment::atNanos));
    private final SplittableRandom random = new SplittableRandom(7);
    private final List<LiveViewer> viewers = new ArrayList<>();
    private final Set<LiveViewer> served = new HashSet<>();
    private final Set<LiveViewer> dismissed = new HashSet<>();
    private final Set<LiveViewer> turnedAway = new HashSet<>();

    private long[] late = new long[MAX_LATE_MILLIS + 1];
    private long ticks;
    private long lost;
    private long refused;
    private long reconnects;

    LiveSwarm(LiveLoad.Plan plan) throws IOException {
        this.plan = plan;
        long now = System.nanoTime();
        for (int i = 0; i < plan.viewers(); i++) {
            LiveViewer viewer = new LiveViewer(i, plan, this);
            viewers.add(viewer);
            connecting.add(new Appointment(now + i * 1_000_000_000L / plan.perSecond(), viewer));
        }
    }

    /** Viewers that have a picture. */
    int served() {
        return served.size();
    }

    /** What was counted since the last call: ticks, p50, p99 and maximum late, lost, and more. */
    String take() {
        String figures =
                "%d\t%d\t%d\t%d\t%d\t%d\t%d"
                        .formatted(
                                ticks,
                                quantile(0.5),
                                quantile(0.99),
                                quantile(1),
                                lost,
                                refused,
                                reconnects);
        late = new long[MAX_LATE_MILLIS + 1];
        ticks = 0;
        lost = 0;
        refused = 0;
        reconnects = 0;
        return figures;
    }

    private int quantile(double q) {
        long left = (long) Math.ceil(q * ticks);
        for (int i = 0; i <= MAX_LATE_MILLIS; i++) {
            left -= late[i];
            if (left <= 0) {
                return i;
            }
        }
        return MAX_LATE_MILLIS;
    }

    /** Lets the first so many viewers read nothing, or read again. */
    void stall(int count, boolean isStalled) {
        for (SelectionKey key : selector.keys()) {
            LiveViewer viewer = (LiveViewer) key.attachment();
            if (viewer.number < count && key.isValid()) {
                viewer.isStalled = isStalled;
                key.interestOps(isStalled ? 0 : SelectionKey.OP_READ);
            }
        }
    }

    /** Serves all viewers for a while. */
    void run(long untilNanos) throws IOException {
        while (System.nanoTime() < untilNanos) {
            connectDue();
            selector.select(10);
            for (SelectionKey key : selector.selectedKeys()) {
                serve(key);
            }
            selector.selectedKeys().clear();
        }
    }

    private void connectDue() throws IOException {
        long now = System.nanoTime();
        while (!connecting.isEmpty() && connecting.element().atNanos() <= now) {
            LiveViewer viewer = connecting.remove().viewer();
            SocketChannel channel = SocketChannel.open();
            channel.configureBlocking(false);
            if (viewer.number < plan.stalled()) {
                channel.setOption(StandardSocketOptions.SO_RCVBUF, STALLED_BUFFER_BYTES);
            }
            channel.register(selector, SelectionKey.OP_CONNECT, viewer);
            channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), plan.port()));
        }
    }

    private void serve(SelectionKey key) {
        LiveViewer viewer = (LiveViewer) key.attachment();
        SocketChannel channel = (SocketChannel) key.channel();
        try {
            if (key.isConnectable()) {
                channel.finishConnect();
                key.interestOps(SelectionKey.OP_READ);
                viewer.onConnected(channel);
            } else if (channel.read(buffer.clear()) < 0) {
                lose(key, viewer);
            } else {
                viewer.onRead(buffer.flip());
                if (turnedAway.remove(viewer)) {
                    lose(key, viewer);
                }
            }
        } catch (IOException e) {
            lose(key, viewer);
        }
    }

    private void lose(SelectionKey key, LiveViewer viewer) {
        try {
            key.channel().close();
        } catch (IOException e) {
            // It is gone either way.
            key.cancel();
        }
        served.remove(viewer);
        if (!dismissed.remove(viewer)) {
            reconnects++;
            connectAfter(viewer, 500 + random.nextInt(1_500));
        }
    }

    private void connectAfter(LiveViewer viewer, long millis) {
        connecting.add(new Appointment(System.nanoTime() + millis * 1_000_000, viewer));
    }

    @Override
    public void onTick(long lateMillis) {
        ticks++;
        late[Math.clamp(lateMillis, 0, MAX_LATE_MILLIS)]++;
    }

    @Override
    public void onLost() {
        lost++;
    }

    @Override
    public void onSnapshot(LiveViewer viewer) {
        served.add(viewer);
    }

    @Override
    public void onGoodBye(LiveViewer viewer, long afterMillis) {
        dismissed.add(viewer);
        connectAfter(viewer, afterMillis);
    }

    @Override
    public void onRefused(LiveViewer viewer) {
        refused++;
        turnedAway.add(viewer);
    }
}
