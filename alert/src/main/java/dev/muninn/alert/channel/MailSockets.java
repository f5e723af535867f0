package dev.muninn.alert.channel;

import dev.muninn.alert.http.DeniedNetworks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/**
 * Sockets that connect to nobody in a denied network. The address they are given is looked at, not
 * the name it was found by, which may lead elsewhere the next time.
 */
final class MailSockets extends SocketFactory {

    private final DeniedNetworks denied;

    MailSockets(DeniedNetworks denied) {
        this.denied = denied;
    }

    @Override
    public Socket createSocket() {
        return new Socket() {
            @Override
            public void connect(SocketAddress to, int timeoutMillis) throws IOException {
                if (to instanceof InetSocketAddress there && !there.isUnresolved()) {
                    denied.check(there.getAddress());
                }
                super.connect(to, timeoutMillis);
            }
        };
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw connectsLater();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
        throw connectsLater();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw connectsLater();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
        throw connectsLater();
    }

    private static UnsupportedOperationException connectsLater() {
        return new UnsupportedOperationException("mail connects sockets itself");
    }
}
