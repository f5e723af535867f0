package dev.muninn.alert.channel;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests to Amazon's services, version 4.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">
 *     Create a signed AWS API request</a>
 */
record AwsSignature(String region, String service, String accessKey, String secretKey) {

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private static final int DAY_LENGTH = "yyyyMMdd".length();

    /** The request with its time and signature. */
    Request sign(Request request, Instant time) {
        String at = TIME.format(time);
        Request timed = request.with("X-Amz-Date", at);
        URI uri = URI.create(request.url());
        Map<String, String> headers = new TreeMap<>();
        headers.put("host", uri.getRawAuthority());
        timed.headers()
                .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value.trim()));
        String signedNames = String.join(";", headers.keySet());
        StringBuilder canonical = new StringBuilder(request.method()).append('\n');
        canonical.append(uri.getRawPath().isEmpty() ? "/" : uri.getRawPath()).append('\n');
        canonical.append(sortedQuery(uri)).append('\n');
        headers.forEach((name, value) -> canonical.append(name + ":" + value + "\n"));
        canonical.append('\n').append(signedNames).append('\n').append(hash(request.body()));
        String day = at.substring(0, DAY_LENGTH);
        String scope = day + "/" + region + "/" + service + "/aws4_request";
        String text = String.join("\n", ALGORITHM, at, scope, hash(canonical.toString()));
        return timed.with(
                "Authorization",
                ALGORITHM
                        + " Credential="
                        + accessKey
                        + "/"
                        + scope
                        + ", SignedHeaders="
                        + signedNames
                        + ", Signature="
                        + HexFormat.of().formatHex(hmac(key(day), text)));
    }

    private static String sortedQuery(URI uri) {
        String query = uri.getRawQuery();
        if (query == null) {
            return "";
        }
        String[] pairs = query.split("&");
        Arrays.sort(pairs);
        return String.join("&", pairs);
    }

    private byte[] key(String day) {
        byte[] key = hmac(("AWS4" + secretKey).getBytes(StandardCharsets.UTF_8), day);
        return hmac(hmac(hmac(key, region), service), "aws4_request");
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java has HmacSHA256", e);
        }
    }

    private static String hash(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    /** A form as Amazon reads it: blanks are no plus signs. */
    static String form(Map<String, String> fields) {
        StringBuilder form = new StringBuilder();
        fields.forEach(
                (name, value) ->
                        form.append(form.isEmpty() ? "" : "&")
                                .append(encoded(name))
                                .append('=')
                                .append(encoded(value)));
        return form.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
