package dev.muninn.alert.http;

import java.util.List;
import javax.net.ssl.SSLContext;

/**
 * What is asked of an encrypted connection.
 *
 * @param context whom to trust, and who this side says it is
 * @param serverName the name that has to stand in the server's certificate; empty for the one of
 *     its address
 * @param versions the versions of TLS that will do, by their names in Java; empty for the usual
 */
public record TlsTerms(SSLContext context, String serverName, List<String> versions) {}
