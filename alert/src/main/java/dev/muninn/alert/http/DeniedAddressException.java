package dev.muninn.alert.http;

import java.io.IOException;
import java.io.Serial;

/** A server is in a network in which no receiver may be. */
public final class DeniedAddressException extends IOException {

    @Serial private static final long serialVersionUID = 1;

    DeniedAddressException(String address, String network) {
        super(
                "the receiver is at %s, in the network %s, which alerting.denied-networks forbids"
                        .formatted(address, network));
    }
}
