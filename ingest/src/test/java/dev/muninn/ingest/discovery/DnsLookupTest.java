package dev.muninn.ingest.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.ingest.target.TargetGroup;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Look-ups at a name server that the test plays. */
class DnsLookupTest {

    private static final int A = 1;
    private static final int NS = 2;
    private static final int MX = 15;
    private static final int AAAA = 28;
    private static final int SRV = 33;

    private final Map<Integer, List<byte[]>> records = new HashMap<>();
    private final DatagramSocket server;
    private final DnsLookup lookup;

    DnsLookupTest() throws IOException {
        server = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        lookup = new DnsLookup("dns://127.0.0.1:" + server.getLocalPort());
        Thread.startVirtualThread(this::serve);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** Answers every question with the records of its type; "no such name" where there are none. */
    private void serve() {
        try {
            while (true) {
                DatagramPacket question = new DatagramPacket(new byte[512], 512);
                server.receive(question);
                byte[] answer = answer(question);
                server.send(new DatagramPacket(answer, answer.length, question.getSocketAddress()));
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private byte[] answer(DatagramPacket question) {
        ByteBuffer asked = ByteBuffer.wrap(question.getData(), 0, question.getLength());
        int end = 12;
        while (asked.get(end) != 0) {
            end += asked.get(end) + 1;
        }
        int type = asked.getShort(end + 1);
        List<byte[]> found = records.getOrDefault(type, List.of());
        ByteBuffer answer = ByteBuffer.allocate(512);
        answer.putShort(asked.getShort(0));
        answer.putShort((short) (found.isEmpty() ? 0x8183 : 0x8180));
        answer.putShort((short) 1).putShort((short) found.size()).putInt(0);
        answer.put(question.getData(), 12, end + 5 - 12);
        for (byte[] record : found) {
            // The name is the one asked for, at byte 12; class IN, valid for a minute.
            answer.putShort((short) 0xc00c).putShort((short) type).putShort((short) 1).putInt(60);
            answer.putShort((short) record.length).put(record);
        }
        byte[] bytes = new byte[answer.position()];
        answer.flip().get(bytes);
        return bytes;
    }

    private static byte[] name(int[] numbersBefore, String name) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int number : numbersBefore) {
            out.write(number >> 8);
            out.write(number);
        }
        for (String part : name.split("\\.")) {
            out.write(part.length());
            out.writeBytes(part.getBytes(StandardCharsets.US_ASCII));
        }
        out.write(0);
        return out.toByteArray();
    }

    private TargetGroup find(String type, int port) {
        List<TargetGroup> groups =
                lookup.find(
                        new Discovery.Dns(
                                List.of("shop.example"), type, port, Duration.ofSeconds(30)));
        assertThat(groups).hasSize(1);
        return groups.getFirst();
    }

    @Test
    void findsHostsAndPortsOfServiceRecords() {
        records.put(
                SRV,
                List.of(
                        name(new int[] {0, 5, 9100}, "a.shop.example"),
                        name(new int[] {0, 5, 9200}, "b.shop.example")));
        TargetGroup found = find("SRV", 0);
        assertThat(found.addresses())
                .containsExactlyInAnyOrder("a.shop.example:9100", "b.shop.example:9200");
        assertThat(found.labels().toString())
                .isEqualTo(Labels.of("__meta_dns_name", "shop.example").toString());
    }

    @Test
    void findsAddressesAtThePortThatIsConfigured() {
        records.put(A, List.of(new byte[] {10, 0, 0, 1}, new byte[] {10, 0, 0, 2}));
        assertThat(find("A", 9100).addresses())
                .containsExactlyInAnyOrder("10.0.0.1:9100", "10.0.0.2:9100");
        byte[] loopback = new byte[16];
        loopback[15] = 1;
        records.put(AAAA, List.of(loopback));
        assertThat(find("AAAA", 9100).addresses()).containsExactly("[::1]:9100");
    }

    @Test
    void findsMailAndNameServers() {
        records.put(MX, List.of(name(new int[] {10}, "mail.example")));
        assertThat(find("MX", 25).addresses()).containsExactly("mail.example:25");
        records.put(NS, List.of(name(new int[0], "ns.example")));
        assertThat(find("NS", 53).addresses()).containsExactly("ns.example:53");
    }

    @Test
    void saysWhichNamesCannotBeFound() {
        assertThatThrownBy(() -> find("A", 9100))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("dns [shop.example]");
    }
}
