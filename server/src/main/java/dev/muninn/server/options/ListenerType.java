package dev.muninn.server.options;

import java.net.InetSocketAddress;
import java.util.Optional;

/** An address to listen on, or nothing for not listening. */
record ListenerType() implements OptionType<Optional<InetSocketAddress>> {

    @Override
    public String form() {
        return "HOST:PORT such as 127.0.0.1:2003, or nothing for not listening";
    }

    @Override
    public Optional<InetSocketAddress> parse(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        AddressType.Address address = new AddressType().parse(text);
        return Optional.of(new InetSocketAddress(address.host(), address.port()));
    }

    @Override
    public String print(Optional<InetSocketAddress> value) {
        return value.map(
                        address ->
                                new AddressType()
                                        .print(
                                                new AddressType.Address(
                                                        address.getHostString(),
                                                        address.getPort())))
                .orElse("");
    }
}
