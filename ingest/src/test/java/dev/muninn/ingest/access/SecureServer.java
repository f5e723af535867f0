package dev.muninn.ingest.access;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;

/** A server that is spoken to over TLS only, and answers everything with an empty page. */
public final class SecureServer implements AutoCloseable {

    private final HttpsServer server;
    private final List<String> namesAskedFor = new CopyOnWriteArrayList<>();

    /** A server that shows one certificate and trusts clients that show the other. */
    public SecureServer(TestCertificate own, TestCertificate trusted, boolean asksForCertificates)
            throws IOException, GeneralSecurityException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(
                new HttpsConfigurator(own.context(trusted)) {
                    @Override
                    public void configure(HttpsParameters parameters) {
                        SSLParameters ours = getSSLContext().getDefaultSSLParameters();
                        ours.setNeedClientAuth(asksForCertificates);
                        parameters.setSSLParameters(ours);
                    }
                });
        server.createContext(
                "/",
                exchange -> {
                    ExtendedSSLSession session =
                            (ExtendedSSLSession) ((HttpsExchange) exchange).getSSLSession();
                    session.getRequestedServerNames().stream()
                            .filter(SNIHostName.class::isInstance)
                            .map(name -> ((SNIHostName) name).getAsciiName())
                            .forEach(namesAskedFor::add);
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** The server names that clients asked for. */
    public List<String> namesAskedFor() {
        return namesAskedFor;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
