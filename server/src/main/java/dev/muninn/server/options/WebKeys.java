package dev.muninn.server.options;

import dev.muninn.model.MachineName;
import dev.muninn.web.WebOptions;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The keys under {@code web.} */
final class WebKeys {

    private static final WebOptions DEFAULTS = WebOptions.DEFAULTS;

    static final OptionKey<AddressType.Address> LISTEN =
            new OptionKey<>(
                    "web.listen",
                    new AddressType(),
                    new AddressType.Address(DEFAULTS.host(), DEFAULTS.port()),
                    "Where pages, API and push are served.");

    static final OptionKey<Boolean> INSECURE_OPEN =
            new OptionKey<>(
                    "web.insecure-open",
                    new BooleanType(),
                    DEFAULTS.insecureOpen(),
                    "Whether to listen beyond this machine although nobody has to sign in.");

    static final OptionKey<String> EXTERNAL_URL =
            new OptionKey<>(
                    "web.external-url",
                    new TextType("the address of this server, or nothing"),
                    "",
                    "Where people reach this server, for links in messages and annotations; without"
                            + " it http://, the host of web.listen (this machine's name if that is"
                            + " all of them) and the port.");

    static final OptionKey<List<String>> EXTERNAL_HOSTS =
            new OptionKey<>(
                    "web.external-hosts",
                    new ListType<>(new TextType("a host name")),
                    DEFAULTS.externalHosts(),
                    "Names under which people reach this server, beside this machine's own.");

    static final OptionKey<List<String>> FRAME_ANCESTORS =
            new OptionKey<>(
                    "web.frame-ancestors",
                    new ListType<>(
                            new TextType("an origin such as https://wiki.example.com, or self")),
                    DEFAULTS.frameAncestors(),
                    "Pages that may show dashboards within them; none by default.");

    static final OptionKey<Long> MAX_BODY_BYTES =
            new OptionKey<>(
                    "web.max-body-bytes",
                    new SizeType(1, 1L << 30),
                    (long) DEFAULTS.maxBodyBytes(),
                    "The largest body of a request that is no push.");

    static final OptionKey<Integer> MAX_CONNECTIONS =
            new OptionKey<>(
                    "web.max-connections",
                    new IntegerType(1, 1_000_000),
                    DEFAULTS.maxConnections(),
                    "Connections at one time.");

    static final OptionKey<Integer> MAX_CONNECTIONS_PER_ADDRESS =
            new OptionKey<>(
                    "web.max-connections-per-address",
                    new IntegerType(1, 1_000_000),
                    DEFAULTS.maxConnectionsPerAddress(),
                    "Connections at one time from one address.");

    static final OptionKey<Integer> MAX_REQUESTS =
            new OptionKey<>(
                    "web.max-requests",
                    new IntegerType(1, 1_000_000),
                    DEFAULTS.maxRequests(),
                    "Requests that may be worked on at one time.");

    static final OptionKey<Duration> HEADER_TIMEOUT =
            new OptionKey<>(
                    "web.header-timeout",
                    new DurationType(Duration.ofMillis(1), Duration.ofHours(1)),
                    DEFAULTS.headerTimeout(),
                    "How long the first request of a connection may take to arrive.");

    static final OptionKey<Duration> BODY_TIMEOUT =
            new OptionKey<>(
                    "web.body-timeout",
                    new DurationType(Duration.ofMillis(1), Duration.ofHours(1)),
                    DEFAULTS.bodyTimeout(),
                    "How long a body may take to arrive.");

    static final OptionKey<Duration> IDLE_TIMEOUT =
            new OptionKey<>(
                    "web.idle-timeout",
                    new DurationType(Duration.ofMillis(1), Duration.ofDays(1)),
                    DEFAULTS.idleTimeout(),
                    "How long a connection may be silent.");

    static final List<OptionKey<?>> ALL =
            List.of(
                    LISTEN,
                    INSECURE_OPEN,
                    EXTERNAL_URL,
                    EXTERNAL_HOSTS,
                    FRAME_ANCESTORS,
                    MAX_BODY_BYTES,
                    MAX_CONNECTIONS,
                    MAX_CONNECTIONS_PER_ADDRESS,
                    MAX_REQUESTS,
                    HEADER_TIMEOUT,
                    BODY_TIMEOUT,
                    IDLE_TIMEOUT);

    private WebKeys() {}

    /** Without a slash at its end; empty where only the running server knows its port. */
    static String externalUrl(Configuration configuration) {
        String given = configuration.get(EXTERNAL_URL).strip();
        if (!given.isEmpty()) {
            return given.replaceFirst("/+$", "");
        }
        AddressType.Address listen = configuration.get(LISTEN);
        if (listen.port() == 0) {
            return "";
        }
        boolean isEverywhere = Set.of("0.0.0.0", "::", "*").contains(listen.host());
        String host = isEverywhere ? MachineName.read() : listen.host();
        return "http://" + new AddressType().print(new AddressType.Address(host, listen.port()));
    }

    static WebOptions read(Configuration configuration) {
        AddressType.Address listen = configuration.get(LISTEN);
        return new WebOptions(
                listen.host(),
                listen.port(),
                configuration.get(INSECURE_OPEN),
                configuration.get(EXTERNAL_HOSTS),
                configuration.get(FRAME_ANCESTORS),
                configuration.get(MAX_BODY_BYTES).intValue(),
                configuration.get(MAX_CONNECTIONS),
                configuration.get(MAX_CONNECTIONS_PER_ADDRESS),
                configuration.get(MAX_REQUESTS),
                configuration.get(HEADER_TIMEOUT),
                configuration.get(BODY_TIMEOUT),
                configuration.get(IDLE_TIMEOUT));
    }
}
