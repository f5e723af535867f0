package dev.muninn.alert.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An address as Go takes it apart, which is what decides which addresses Alertmanager and
 * Prometheus take: a path may hold nearly everything, a host and a port may not.
 *
 * @param scheme in lower case, or empty
 * @param host with its port, or empty
 * @param mistake what is wrong, or null
 */
record GoUrl(String scheme, String host, @Nullable String mistake) {

    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1f\\x7f]");

    private static final Pattern BAD_ESCAPE = Pattern.compile("%(?![0-9a-fA-F]{2}).{0,2}");

    /** Of a host, escapes may stand for what is no ASCII only. */
    private static final Pattern BAD_HOST_ESCAPE =
            Pattern.compile("%(?!25|[89a-fA-F][0-9a-fA-F]).{0,2}");

    private static final Pattern BAD_HOST =
            Pattern.compile("[^\\w.~!$&'()*+,;=:\\[\\]<>\"%\\x{80}-\\x{10ffff}-]");

    private static final Pattern BAD_USER = Pattern.compile("[^\\w.:~!$&'()*+,;=%@-]");

    private static final Pattern SCHEME = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*)?:(.*)");

    private static final Pattern PORT = Pattern.compile(":[0-9]*");

    static GoUrl parse(String text) {
        if (CONTROL.matcher(text).find()) {
            return wrong("it has a control character");
        }
        int hash = text.indexOf('#');
        String fragment = hash < 0 ? "" : text.substring(hash + 1);
        String rest = hash < 0 ? text : text.substring(0, hash);
        Matcher form = SCHEME.matcher(rest);
        String scheme = "";
        if (form.matches()) {
            if (form.group(1) == null) {
                return wrong("missing protocol scheme");
            }
            scheme = form.group(1).toLowerCase(Locale.ROOT);
            rest = form.group(2);
        }
        int question = rest.indexOf('?');
        String path = question < 0 ? rest : rest.substring(0, question);
        if (!path.startsWith("/") && !scheme.isEmpty()) {
            return new GoUrl(scheme, "", escapes(BAD_ESCAPE, fragment));
        }
        String first = path.indexOf('/') < 0 ? path : path.substring(0, path.indexOf('/'));
        if (first.contains(":")) {
            return wrong("first path segment in URL cannot contain colon");
        }
        String host = "";
        boolean hasHost = path.startsWith("//") && (!scheme.isEmpty() || !path.startsWith("///"));
        if (hasHost) {
            int slash = path.indexOf('/', 2);
            host = slash < 0 ? path.substring(2) : path.substring(2, slash);
            path = slash < 0 ? "" : path.substring(slash);
        }
        String mistake = host(host);
        if (mistake == null) {
            mistake = escapes(BAD_ESCAPE, path + " " + fragment);
        }
        return new GoUrl(scheme, host.substring(host.lastIndexOf('@') + 1), mistake);
    }

    private static @Nullable String host(String authority) {
        int at = authority.lastIndexOf('@');
        String user = at < 0 ? "" : authority.substring(0, at);
        String host = authority.substring(at + 1);
        if (BAD_USER.matcher(user).find()) {
            return "its user has a character that must be escaped";
        }
        int bracket = host.lastIndexOf(']');
        if (host.startsWith("[") && bracket < 0) {
            return "missing ']' in host";
        }
        int colon = host.startsWith("[") ? bracket + 1 : host.indexOf(':');
        String port = colon < 0 ? "" : host.substring(colon);
        if (!port.isEmpty() && !PORT.matcher(port).matches()) {
            return "invalid port \"" + port + "\" after host";
        }
        Matcher bad = BAD_HOST.matcher(host);
        if (bad.find()) {
            return "invalid character \"" + bad.group() + "\" in host name";
        }
        String mistake = escapes(BAD_HOST_ESCAPE, host);
        return mistake == null ? escapes(BAD_ESCAPE, user) : mistake;
    }

    private static @Nullable String escapes(Pattern bad, String text) {
        Matcher found = bad.matcher(text);
        return found.find() ? "invalid URL escape \"" + found.group() + "\"" : null;
    }

    private static GoUrl wrong(String mistake) {
        return new GoUrl("", "", mistake);
    }
}
