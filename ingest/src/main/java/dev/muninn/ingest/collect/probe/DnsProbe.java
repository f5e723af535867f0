package dev.muninn.ingest.collect.probe;

import dev.muninn.ingest.collect.SampleFrame;
import dev.muninn.ingest.collect.TargetUrl;
import dev.muninn.model.Clock;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Locale;

/** Whether a name server answers a question: {@code dns://server/name?type=A}. */
final class DnsProbe implements Probe {

    private static final int PORT = 53;

    /** The largest answer that fits into a datagram. */
    private static final int LARGEST = 65_535;

    private final TargetUrl target;
    private final String name;
    private final int kind;
    private final Clock clock;

    DnsProbe(TargetUrl target, Clock clock) {
        this.target = target;
        this.name = target.path().replaceAll("^/|\\.?$", "");
        String type = target.parameters().getOrDefault("type", "A").toUpperCase(Locale.ROOT);
        Integer number = DnsMessage.KINDS.get(type);
        if (name.isEmpty() || number == null) {
            throw new IllegalArgumentException(
                    target
                            + " asks for nothing known: write dns://server/name?type=A, with a type"
                            + " of "
                            + String.join(
                                    ", ", DnsMessage.KINDS.keySet().stream().sorted().toList()));
        }
        this.kind = number;
        this.clock = clock;
        // A bad name stops the start, not every tick.
        DnsMessage.question(0, name, kind);
    }

    @Override
    public void run(SampleFrame into) throws IOException {
        double[] seconds = new double[3];
        DnsMessage answer = new DnsMessage(-1, 0, 0, 0, -1);
        try {
            answer = ask(seconds, into);
        } finally {
            report(answer, seconds, into);
        }
        if (answer.code() != 0) {
            throw new IOException("the name server answers with code " + answer.code());
        }
    }

    private DnsMessage ask(double[] seconds, SampleFrame into) throws IOException {
        Stopwatch watch = new Stopwatch(clock);
        InetAddress server = Resolution.of(target.host());
        seconds[0] = watch.lap();
        Resolution.report(server, seconds[0], into);
        int id = (int) clock.nanos() & 0xffff;
        byte[] question = DnsMessage.question(id, name, kind);
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(server, target.portOr(PORT)));
            seconds[1] = watch.lap();
            socket.send(new DatagramPacket(question, question.length));
            DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
            long deadlineNanos = clock.nanos() + TIMEOUT.toNanos();
            while (true) {
                // What is not our answer, such as a late one, is passed over until then.
                long left = (deadlineNanos - clock.nanos()) / 1_000_000;
                if (left <= 0) {
                    throw new SocketTimeoutException(
                            "no answer within " + TIMEOUT.toSeconds() + " s");
                }
                socket.setSoTimeout((int) left);
                socket.receive(packet);
                ByteBuffer message = ByteBuffer.wrap(packet.getData(), 0, packet.getLength());
                if (DnsMessage.answers(message, id)) {
                    seconds[2] = watch.lap();
                    return DnsMessage.decode(message);
                }
            }
        }
    }

    private static void report(DnsMessage answer, double[] seconds, SampleFrame into) {
        String[] phases = {"resolve", "connect", "request"};
        for (int i = 0; i < phases.length; i++) {
            into.gauge(
                    "probe_dns_duration_seconds",
                    "Duration of DNS request by phase",
                    seconds[i],
                    "phase",
                    phases[i]);
        }
        into.gauge(
                "probe_dns_query_succeeded",
                "Displays whether or not the query was executed successfully",
                answer.code() >= 0 ? 1 : 0);
        into.gauge(
                "probe_dns_answer_rrs",
                "Returns number of entries in the answer resource record list",
                answer.answers());
        into.gauge(
                "probe_dns_authority_rrs",
                "Returns number of entries in the authority resource record list",
                answer.authorities());
        into.gauge(
                "probe_dns_additional_rrs",
                "Returns number of entries in the additional resource record list",
                answer.additionals());
        if (answer.serial() >= 0) {
            into.gauge(
                    "probe_dns_serial",
                    "Returns the serial number of the zone",
                    (double) answer.serial());
        }
    }
}
