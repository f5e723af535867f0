package dev.muninn.server.options;

/** An address to listen on. */
record AddressType() implements OptionType<AddressType.Address> {

    /** A host, without the brackets of IPv6, and a port, 0 for any free one. */
    record Address(String host, int port) {}

    @Override
    public String form() {
        return "HOST:PORT such as 127.0.0.1:7171 or [::1]:7171, port 0 for any free one";
    }

    @Override
    public Address parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("no host or no port");
        }
        String host = text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.contains(":")) {
            throw new IllegalArgumentException("IPv6 address without brackets");
        }
        int port = new IntegerType(0, 65_535).parse(text.substring(colon + 1));
        if (host.isBlank() || host.chars().anyMatch(c -> c <= ' ' || c == '/')) {
            throw new IllegalArgumentException("not a host");
        }
        return new Address(host, port);
    }

    @Override
    public String print(Address value) {
        String host = value.host().contains(":") ? "[" + value.host() + "]" : value.host();
        return host + ":" + value.port();
    }
}
