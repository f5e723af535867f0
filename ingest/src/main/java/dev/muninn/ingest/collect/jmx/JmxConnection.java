package dev.muninn.ingest.collect.jmx;

import dev.muninn.ingest.collect.TargetUrl;
import dev.muninn.ingest.collect.jvm.JvmMemory;
import dev.muninn.ingest.collect.jvm.JvmProcess;
import dev.muninn.ingest.collect.jvm.JvmRuntime;
import java.io.IOException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.management.MBeanServerConnection;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import javax.rmi.ssl.SslRMIClientSocketFactory;

/** An open connection to a JVM's beans over RMI. */
final class JmxConnection implements AutoCloseable {

    /** Where the JDK's agent is found in its registry. */
    private static final String AGENT = "/jmxrmi";

    /** The registry is asked over TLS if this is set; the agent says so for itself. */
    private static final String REGISTRY_SOCKETS = "com.sun.jndi.rmi.factory.socket";

    /** No thread that asks every minute whether the connection is there: each read tells. */
    private static final String CHECK_PERIOD = "jmx.remote.x.client.connection.check.period";

    private final JMXConnector connector;
    private final JvmMemory memory;
    private final JvmRuntime runtime;
    private final JvmProcess process;
    private final BeanReader beans;

    private JmxConnection(JMXConnector connector, List<ObjectName> patterns) throws IOException {
        this.connector = connector;
        MBeanServerConnection server = connector.getMBeanServerConnection();
        memory = JvmMemory.of(server);
        runtime = JvmRuntime.of(server);
        process = JvmProcess.of(server);
        beans = new BeanReader(server, patterns);
    }

    /** Connects and signs in. */
    @SuppressWarnings("BanJNDI") // the operator names the JVM, and it must be one that is trusted
    static JmxConnection open(TargetUrl target) throws IOException {
        List<ObjectName> patterns = patterns(target);
        Map<String, Object> environment = new HashMap<>();
        environment.put(CHECK_PERIOD, 0L);
        if (!target.user().isEmpty()) {
            String[] credentials = {target.user(), target.password()};
            environment.put(JMXConnector.CREDENTIALS, credentials);
        }
        if (target.parameters().getOrDefault("tls", "no").equals("yes")) {
            environment.put(REGISTRY_SOCKETS, new SslRMIClientSocketFactory());
        }
        String path = target.path().length() > 1 ? target.path() : AGENT;
        JMXServiceURL url =
                new JMXServiceURL(
                        "service:jmx:rmi:///jndi/rmi://" + target.address(JmxSource.PORT) + path);
        JMXConnector connector;
        try {
            connector = JMXConnectorFactory.connect(url, environment);
        } catch (SecurityException e) {
            throw new IOException("sign-in refused: " + e.getMessage(), e);
        }
        try {
            return new JmxConnection(connector, patterns);
        } catch (IOException | RuntimeException e) {
            connector.close();
            throw e;
        }
    }

    /**
     * The beans to read: {@code beans=java.lang:*;kafka.server:*}, or all.
     *
     * @throws IllegalArgumentException if one is no pattern
     */
    static List<ObjectName> patterns(TargetUrl target) {
        List<ObjectName> patterns = new ArrayList<>();
        for (String text : target.parameters().getOrDefault("beans", "*:*").split(";")) {
            try {
                patterns.add(new ObjectName(text.strip()));
            } catch (MalformedObjectNameException e) {
                throw new IllegalArgumentException(
                        "beans: \"" + text + "\" is no pattern of beans such as java.lang:*", e);
            }
        }
        return patterns;
    }

    /** Reads all figures. */
    RecordedFigures read() throws IOException {
        RecordedFigures figures = new RecordedFigures();
        try {
            memory.report(figures);
            runtime.report(figures);
            process.report(figures);
        } catch (UndeclaredThrowableException e) {
            // How the beans of the platform tell that the other side is gone.
            throw new IOException(String.valueOf(e.getCause()), e);
        }
        beans.read(figures);
        return figures;
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
