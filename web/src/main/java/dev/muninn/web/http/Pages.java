package dev.muninn.web.http;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The browser's files: a fixed map from path to bytes, filled at the start from the class path. No
 * file system, no path arithmetic: what is not in the map does not exist.
 */
public final class Pages {

    private static final String INDEX = "index.html";

    /** Files with a hash of their bytes in the name never change. */
    private static final String HASHED = "assets/";

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; "
                    + "img-src 'self' data: blob:; font-src 'self'; "
                    + "connect-src 'self'; worker-src 'self'; manifest-src 'self'; "
                    + "base-uri 'none'; form-action 'self'; "
                    + "require-trusted-types-for 'script'; trusted-types muninn; ";

    private static final List<String[]> PAGE_HEADERS =
            List.of(
                    new String[] {"referrer-policy", "same-origin"},
                    new String[] {"cross-origin-opener-policy", "same-origin"},
                    new String[] {
                        "permissions-policy",
                        "camera=(), microphone=(), geolocation=(), payment=(), usb=()"
                    });

    private static final Map<String, String> TYPES =
            Map.ofEntries(
                    Map.entry("html", "text/html; charset=utf-8"),
                    Map.entry("js", "text/javascript; charset=utf-8"),
                    Map.entry("css", "text/css; charset=utf-8"),
                    Map.entry("svg", "image/svg+xml"),
                    Map.entry("png", "image/png"),
                    Map.entry("ico", "image/x-icon"),
                    Map.entry("woff2", "font/woff2"),
                    Map.entry("json", "application/json"),
                    Map.entry("webmanifest", "application/manifest+json"),
                    Map.entry("txt", "text/plain; charset=utf-8"));

    /** Plain segments without an ending, but for those under which others answer. */
    private static final Pattern CLIENT_PATH =
            Pattern.compile("(?!/(api|-|assets)(/|$))(/[\\w~-]+)+/?", Pattern.CASE_INSENSITIVE);

    /** What stands in for the pages where the browser's files were not built. */
    private static final String NOT_BUILT =
            "<!doctype html><meta charset=\"utf-8\"><title>Muninn</title>"
                    + "<p>Muninn runs, but was built without its pages. "
                    + "The HTTP API is at /api/v1.</p>";

    private record Page(
            String type,
            String cacheControl,
            Buffer plain,
            @Nullable Buffer brotli,
            @Nullable Buffer gzip) {}

    private final Map<String, Page> byPath = new HashMap<>();
    private final Page index;
    private final String policy;

    private Pages(Map<String, byte[]> files, List<String> frameAncestors) {
        policy = POLICY + "frame-ancestors " + sources(frameAncestors);
        files.forEach(
                (name, bytes) -> {
                    if (!name.endsWith(".br") && !name.endsWith(".gz")) {
                        byPath.put("/" + name, page(name, bytes, files));
                    }
                });
        Page built = byPath.get("/" + INDEX);
        index =
                built != null
                        ? built
                        : page(INDEX, NOT_BUILT.getBytes(StandardCharsets.UTF_8), Map.of());
        byPath.put("/", index);
    }

    private static String sources(List<String> origins) {
        return origins.isEmpty()
                ? "'none'"
                : origins.stream()
                        .map(origin -> origin.equalsIgnoreCase("self") ? "'self'" : origin)
                        .collect(Collectors.joining(" "));
    }

    private static Page page(String name, byte[] bytes, Map<String, byte[]> files) {
        String ending = name.substring(name.lastIndexOf('.') + 1);
        return new Page(
                TYPES.getOrDefault(ending, "application/octet-stream"),
                name.startsWith(HASHED) ? "public, max-age=31536000, immutable" : "no-cache",
                Buffer.buffer(bytes),
                packed(files.get(name + ".br")),
                packed(files.get(name + ".gz")));
    }

    private static @Nullable Buffer packed(byte @Nullable [] bytes) {
        return bytes == null ? null : Buffer.buffer(bytes);
    }

    /** Pages of the given names and contents. */
    static Pages of(Map<String, byte[]> files) {
        return new Pages(files, List.of());
    }

    /**
     * The pages in the folder {@code ui} of the class path, named by its {@code files.txt}.
     *
     * @param frameAncestors origins of pages that may show these within them
     */
    public static Pages open(List<String> frameAncestors) {
        Map<String, byte[]> files = new HashMap<>();
        try (InputStream list = Pages.class.getResourceAsStream("/ui/files.txt")) {
            if (list != null) {
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8));
                for (String name = lines.readLine(); name != null; name = lines.readLine()) {
                    files.put(name, content(name));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Pages(files, frameAncestors);
    }

    private static byte[] content(String name) throws IOException {
        try (InputStream content = Pages.class.getResourceAsStream("/ui/" + name)) {
            if (content == null) {
                throw new IllegalStateException("ui/files.txt names " + name + ", which is absent");
            }
            return content.readAllBytes();
        }
    }

    /**
     * Answers with the file of this path, or with the index page where the path may be one of the
     * client's own; false if it is neither.
     */
    boolean answer(String path, Reply reply) {
        Page page = byPath.get(path);
        if (page == null && isClientPath(path)) {
            page = index;
        }
        if (page != null) {
            send(page, reply);
        }
        return page != null;
    }

    private static boolean isClientPath(String path) {
        return CLIENT_PATH.matcher(path).matches();
    }

    private void send(Page page, Reply reply) {
        MultiMap headers = reply.headers();
        for (String[] header : PAGE_HEADERS) {
            headers.set(header[0], header[1]);
        }
        headers.set("content-security-policy", policy);
        headers.set(HttpHeaders.CACHE_CONTROL, page.cacheControl());
        headers.set(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        Buffer bytes = page.plain();
        Buffer brotli = page.brotli();
        Buffer gzip = page.gzip();
        if (brotli != null && reply.accepts("br")) {
            headers.set(HttpHeaders.CONTENT_ENCODING, "br");
            bytes = brotli;
        } else if (gzip != null && reply.accepts("gzip")) {
            headers.set(HttpHeaders.CONTENT_ENCODING, "gzip");
            bytes = gzip;
        }
        reply.bytes(200, page.type(), bytes);
    }
}
