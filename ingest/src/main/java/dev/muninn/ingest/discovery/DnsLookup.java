package dev.muninn.ingest.discovery;

import dev.muninn.ingest.target.HostPort;
import dev.muninn.ingest.target.TargetGroup;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;

/** Looks names up as the operating system is told to, or at one server. */
final class DnsLookup {

    private final String server;

    /** A look-up at a server, as {@code dns://host:port}; empty for the system's own. */
    DnsLookup(String server) {
        this.server = server;
    }

    /**
     * The targets that the names lead to.
     *
     * @throws MuninnException of kind UNAVAILABLE if there is no answer
     */
    @SuppressWarnings({"BanJNDI", "JdkObsolete"}) // records of DNS as texts; no object is looked up
    List<TargetGroup> find(Discovery.Dns dns) {
        Hashtable<String, String> environment = new Hashtable<>();
        environment.put("java.naming.factory.initial", "com.sun.jndi.dns.DnsContextFactory");
        if (!server.isEmpty()) {
            environment.put("java.naming.provider.url", server);
        }
        try {
            DirContext context = new InitialDirContext(environment);
            try {
                List<TargetGroup> groups = new ArrayList<>();
                for (String name : dns.names()) {
                    Attribute records =
                            context.getAttributes(name, new String[] {dns.type()}).get(dns.type());
                    groups.add(
                            new TargetGroup(
                                    "dns/" + name,
                                    records == null ? List.of() : addresses(dns, records),
                                    Labels.of("__meta_dns_name", name)));
                }
                return groups;
            } finally {
                context.close();
            }
        } catch (NamingException e) {
            throw new MuninnException(
                    MuninnException.Kind.UNAVAILABLE, "dns " + dns.names() + ": " + e, e);
        }
    }

    private static List<String> addresses(Discovery.Dns dns, Attribute records)
            throws NamingException {
        List<String> addresses = new ArrayList<>();
        NamingEnumeration<?> all = records.getAll();
        while (all.hasMore()) {
            addresses.add(address(dns, String.valueOf(all.next())));
        }
        return addresses;
    }

    /** {@code priority weight port target.} of SRV, {@code priority target.} of MX, or a name. */
    private static String address(Discovery.Dns dns, String record) {
        String[] parts = record.split(" ");
        String host = parts[parts.length - 1];
        if (host.endsWith(".")) {
            host = host.substring(0, host.length() - 1);
        }
        return HostPort.join(
                host, dns.type().equals("SRV") ? parts[2] : Integer.toString(dns.port()));
    }
}
