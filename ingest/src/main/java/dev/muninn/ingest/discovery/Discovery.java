package dev.muninn.ingest.discovery;

import dev.muninn.ingest.access.HttpAccess;
import dev.muninn.ingest.kubernetes.KubernetesSettings;
import java.time.Duration;
import java.util.List;

/** Where a job asks for targets over the network; equal ones are asked once. */
public sealed interface Discovery {

    /** One that is asked again and again. */
    sealed interface Polled extends Discovery {

        Duration refresh();
    }

    /** A URL that answers with a list of targets. */
    record Http(String url, Duration refresh, HttpAccess access) implements Polled {}

    /**
     * Names of the domain name system.
     *
     * @param type SRV, A, AAAA, MX or NS
     * @param port of targets, but for SRV, which tells its own
     */
    record Dns(List<String> names, String type, int port, Duration refresh) implements Polled {}

    /**
     * A Consul agent.
     *
     * @param services those wanted; all where empty
     * @param tags that a service's instance has to have
     */
    record Consul(
            String server,
            List<String> services,
            List<String> tags,
            Duration refresh,
            HttpAccess access)
            implements Polled {}

    /**
     * A Docker engine.
     *
     * @param host where its API listens: {@code unix:///path}, or a URL
     * @param port of containers that expose none
     * @param hostNetworkingHost the address of containers in the host's own network
     * @param filters which containers are wanted, in the API's own form; all where empty
     * @param matchesFirstNetwork whether one network is enough of a container that is in several
     */
    record Docker(
            String host,
            int port,
            String hostNetworkingHost,
            String filters,
            boolean matchesFirstNetwork,
            Duration refresh,
            HttpAccess access)
            implements Polled {}

    /** A Kubernetes cluster, which tells of changes by itself. */
    record Kubernetes(KubernetesSettings settings) implements Discovery {}
}
