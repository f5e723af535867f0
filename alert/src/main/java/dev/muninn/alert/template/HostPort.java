package dev.muninn.alert.template;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The two parts of an address such as {@code host:80} or {@code [::1]:80}. */
record HostPort(String host, String port) {

    private static final Pattern ADDRESS =
            Pattern.compile(
                    "\\d{1,3}(\\.\\d{1,3}){3}|(?=.*:)[0-9a-fA-F:]+(\\d{1,3}(\\.\\d{1,3}){3})?");

    /** The parts, or null if the text is no address with a port. */
    static @Nullable HostPort split(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            return null;
        }
        String host = text.substring(0, colon);
        String port = text.substring(colon + 1);
        boolean isBracketed = host.startsWith("[") && host.endsWith("]");
        String plain = isBracketed ? host.substring(1, host.length() - 1) : host;
        boolean isOdd =
                (plain + port).matches(".*[\\[\\]].*") || !isBracketed && plain.contains(":");
        return isOdd ? null : new HostPort(plain, port);
    }

    /** The part before the first dot of a host name, its port kept; addresses stay. */
    static String withoutDomain(String text) {
        HostPort parts = split(text);
        String host = parts == null ? text : parts.host();
        if (ADDRESS.matcher(host).matches()) {
            return text;
        }
        int dot = host.indexOf('.');
        String first = dot < 0 ? host : host.substring(0, dot);
        return parts == null || parts.port().isEmpty()
                ? first
                : (first.contains(":") ? "[" + first + "]" : first) + ":" + parts.port();
    }
}
