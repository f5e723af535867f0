package dev.muninn.ingest.collect.host;

import dev.muninn.ingest.collect.Part;
import dev.muninn.ingest.collect.SampleFrame;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The protocols' counters, from {@code /proc/net/netstat}, {@code snmp} and {@code snmp6}. */
final class NetStatPart implements Part {

    /** Of some hundred counters those that people watch. */
    private static final Pattern WATCHED =
            Pattern.compile(
                    "(.*_(InErrors|InErrs)|Ip_Forwarding|Ip(6|Ext)_(InOctets|OutOctets)"
                            + "|Icmp6?_(InMsgs|OutMsgs)"
                            + "|TcpExt_(Listen.*|Syncookies.*|TCPSynRetrans|TCPTimeouts"
                            + "|TCPOFOQueue|TCPRcvQDrop)"
                            + "|Tcp_(ActiveOpens|InSegs|OutSegs|OutRsts|PassiveOpens|RetransSegs"
                            + "|CurrEstab)"
                            + "|Udp6?_(InDatagrams|OutDatagrams|NoPorts|RcvbufErrors"
                            + "|SndbufErrors))");

    private record Statistic(String metric, String help, boolean isWatched) {

        static Statistic of(String protocol, String field) {
            String name = protocol + "_" + field;
            return new Statistic(
                    "node_netstat_" + name,
                    "Statistic " + protocol + field + ".",
                    WATCHED.matcher(name).matches());
        }
    }

    private final KernelFile netstat;
    private final KernelFile snmp;
    private final KernelFile snmp6;
    private final Map<String, Map<String, Statistic>> statistics = new HashMap<>();
    private final Map<String, Statistic> statistics6 = new HashMap<>();

    NetStatPart(Path proc) {
        netstat = new KernelFile(proc.resolve("net/netstat"));
        snmp = new KernelFile(proc.resolve("net/snmp"));
        snmp6 = new KernelFile(proc.resolve("net/snmp6"));
    }

    @Override
    public String name() {
        return "netstat";
    }

    @Override
    public void collect(SampleFrame into) throws IOException {
        linePairs(netstat.read(), into);
        linePairs(snmp.read(), into);
        try {
            names(snmp6.read(), into);
        } catch (NoSuchFileException e) {
            return; // IPv6 is switched off
        }
    }

    /** A line of names and a line of values in turn, each led by the protocol. */
    private void linePairs(ByteCursor text, SampleFrame into) {
        List<Statistic> fields = new ArrayList<>();
        while (text.hasMore()) {
            String protocol = text.until(':');
            Map<String, Statistic> known =
                    statistics.computeIfAbsent(protocol, key -> new HashMap<>());
            fields.clear();
            while (text.hasWord()) {
                fields.add(
                        known.computeIfAbsent(text.word(), field -> Statistic.of(protocol, field)));
            }
            text.nextLine();
            text.until(':');
            for (int i = 0; i < fields.size() && text.hasWord(); i++) {
                report(fields.get(i), text.value(), into);
            }
            text.nextLine();
        }
    }

    /** A name, led by the protocol without a mark between, and a value in each line. */
    private void names(ByteCursor text, SampleFrame into) {
        for (; text.hasMore(); text.nextLine()) {
            String word = text.word();
            int six = word.indexOf('6');
            if (six > 0) {
                Statistic field =
                        statistics6.computeIfAbsent(
                                word,
                                key ->
                                        Statistic.of(
                                                key.substring(0, six + 1), key.substring(six + 1)));
                report(field, text.value(), into);
            }
        }
    }

    private static void report(Statistic field, double value, SampleFrame into) {
        if (field.isWatched) {
            into.untyped(field.metric, field.help, value);
        }
    }
}
