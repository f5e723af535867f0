package dev.muninn.alert.channel;

import dev.muninn.alert.http.DeniedNetworks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Puts TLS over connections, but says nothing to a server in a denied network. A server that goes
 * by another name than its address is asked for under this name, and its certificate has to have
 * it.
 */
final class MailTlsSockets extends SSLSocketFactory {

    private final SSLSocketFactory sockets;
    private final String name;
    private final DeniedNetworks denied;

    /**
     * @param name of the server; empty if it goes by that of its address
     */
    MailTlsSockets(SSLSocketFactory sockets, String name, DeniedNetworks denied) {
        this.sockets = sockets;
        this.name = name;
        this.denied = denied;
    }

    @Override
    public Socket createSocket(Socket connected, String host, int port, boolean closesIt)
            throws IOException {
        denied.check(connected.getInetAddress());
        return sockets.createSocket(connected, name.isEmpty() ? host : name, port, closesIt);
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return sockets.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return sockets.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw connectsItself();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
        throw connectsItself();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw connectsItself();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
        throw connectsItself();
    }

    private static UnsupportedOperationException connectsItself() {
        return new UnsupportedOperationException("TLS is put over connections that are there");
    }
}
