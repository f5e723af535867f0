package dev.muninn.alert.channel;

import dev.muninn.alert.config.ChannelConfig;
import dev.muninn.alert.config.SecretValues;
import dev.muninn.alert.config.Settings;
import dev.muninn.model.MuninnException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The secrets of a channel as they may come back in what its receiver answers: error pages show
 * addresses, and some all headers of the request.
 */
final class SecretTexts {

    private static final System.Logger LOGGER = System.getLogger(SecretTexts.class.getName());

    /** What is shorter is a word like any other, or no secret. */
    private static final int LEAST_CHARS = 6;

    /** Words of addresses, such as services, are in small letters. */
    private static final Pattern LIKE_A_KEY = Pattern.compile("[0-9A-Z]");

    /** The longest first, so that nothing is left of a text that begins as another does. */
    private static final Comparator<String> LONGEST_FIRST =
            Comparator.comparingInt(String::length)
                    .reversed()
                    .thenComparing(Comparator.naturalOrder());

    /** Those that stay; a channel reads its headers once, too. */
    private final Set<String> constant = new TreeSet<>(LONGEST_FIRST);

    private final List<String> files;

    private SecretTexts(Settings http, SecretValues values) {
        files = values.files();
        values.texts().forEach(text -> add(text, constant));
        ifThere(() -> headers(http).forEach(header -> add(header, constant)));
        for (Settings connected : List.of(http, http.section("oauth2"))) {
            ifThere(
                    () ->
                            HttpSender.proxies(connected)
                                    .secrets()
                                    .forEach(secret -> add(secret, constant)));
        }
    }

    static SecretTexts of(ChannelConfig config) {
        return new SecretTexts(config.settings().section("http_config"), SecretValues.of(config));
    }

    /** The text without any of the secrets. */
    String hide(String text) {
        if (text.length() < LEAST_CHARS) {
            return text;
        }
        String hidden = text;
        for (String secret : all()) {
            hidden = hidden.replace(secret, SecretValues.HIDDEN);
        }
        return hidden;
    }

    private Set<String> all() {
        if (files.isEmpty()) {
            return constant;
        }
        Set<String> all = new TreeSet<>(LONGEST_FIRST);
        all.addAll(constant);
        files.forEach(file -> ifThere(() -> add(Secrets.file(file), all)));
        return all;
    }

    /** The values of headers one by one, and without the word that says how somebody signs in. */
    private static List<String> headers(Settings http) {
        Map<String, String> headers = HttpHeaders.of(http);
        headers.remove("User-Agent");
        return headers.values().stream()
                .flatMap(values -> Arrays.stream(values.split(", ")))
                .map(value -> value.substring(value.indexOf(' ') + 1))
                .toList();
    }

    private static void ifThere(Runnable reading) {
        try {
            reading.run();
        } catch (MuninnException e) {
            // A file is gone, so nothing of it was sent.
            LOGGER.log(System.Logger.Level.DEBUG, "a secret cannot be read", e);
        }
    }

    private static void add(String secret, Set<String> all) {
        addOne(secret, all);
        addOne(URLEncoder.encode(secret, StandardCharsets.UTF_8), all);
        int scheme = secret.indexOf("://");
        int path = scheme < 0 ? -1 : secret.indexOf('/', scheme + 3);
        if (path >= 0) {
            // The other side knows the path and the query of an address; each part may be the key.
            String target = secret.substring(path);
            addOne(target, all);
            for (String part : target.split("[/?&=#]")) {
                if (LIKE_A_KEY.matcher(part).find()) {
                    addOne(part, all);
                }
            }
        }
    }

    private static void addOne(String secret, Set<String> all) {
        if (secret.length() >= LEAST_CHARS) {
            all.add(secret);
        }
    }
}
