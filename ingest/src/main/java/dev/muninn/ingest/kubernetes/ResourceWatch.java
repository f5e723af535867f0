package dev.muninn.ingest.kubernetes;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.muninn.ingest.wire.JsonValue;
import dev.muninn.model.Clock;
import dev.muninn.model.MuninnException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one kind as they are now: listed once, then kept by watching. Safe for use by many
 * threads.
 *
 * @param <T> what is kept of an object
 */
final class ResourceWatch<T> implements AutoCloseable {

    /*
     * One thread at a time runs: it lists, then reads the stream of changes until the server ends
     * it. Whoever asks for the objects, every few seconds, sets it going again, from where it
     * ended: so nothing here waits before it tries again. A version that the server no longer has
     * makes it list anew.
     */

    private static final System.Logger logger = System.getLogger(ResourceWatch.class.getName());

    private static final JsonFactory JSON = new JsonFactory();

    /** As many as Kubernetes' own clients ask for at once. */
    private static final int PAGE = 500;

    /** After so long the server ends a stream, so that a dead connection does not go unnoticed. */
    private static final Duration STREAM = Duration.ofMinutes(5);

    /** A stream that should have ended so long ago is cut. */
    private static final Duration OVERDUE = Duration.ofSeconds(30);

    private final KubernetesApi api;
    private final String path;
    private final String selector;
    private final Function<JsonValue, T> reader;
    private final Clock clock;
    private final AtomicBoolean isRunning = new AtomicBoolean();
    private final Map<String, T> objects = new ConcurrentHashMap<>();
    private volatile String version = "";
    private volatile boolean isClosed;
    private volatile boolean hasFailed;
    private volatile @Nullable InputStream stream;
    private volatile long cutAtNanos;

    /**
     * Nothing is asked yet.
     *
     * @param selector which objects are wanted, as the query of a request; may be empty
     * @param reader makes of an object what is kept
     */
    ResourceWatch(
            KubernetesApi api,
            String path,
            String selector,
            Function<JsonValue, T> reader,
            Clock clock) {
        this.api = api;
        this.path = path;
        this.selector = selector;
        this.reader = reader;
        this.clock = clock;
    }

    /** The objects known now by their namespaces and names. */
    Map<String, T> objects() {
        return objects;
    }

    boolean isFailing() {
        return hasFailed;
    }

    /** Whether somebody should call {@link #run}; cuts a stream that is dead. */
    boolean isIdle() {
        InputStream open = stream;
        if (open != null && clock.nanos() - cutAtNanos > 0) {
            close(open);
        }
        return !isRunning.get() && !isClosed;
    }

    /** Keeps the objects current until the stream ends; returns at once where another does so. */
    void run() {
        if (!isRunning.compareAndSet(false, true)) {
            return;
        }
        try {
            if (version.isEmpty()) {
                list();
            }
            watch();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | MuninnException e) {
            note(e);
        } finally {
            isRunning.set(false);
        }
    }

    private void note(Exception e) {
        if (e instanceof MuninnException refusal
                && refusal.kind() == MuninnException.Kind.NOT_FOUND) {
            version = "";
        } else if (!hasFailed && !isClosed) {
            hasFailed = true;
            logger.log(Level.WARNING, "discovery in Kubernetes, {0}: {1}", path, e.getMessage());
        }
    }

    private void list() throws IOException, InterruptedException {
        Map<String, T> found = new HashMap<>();
        String next = "";
        KubernetesApi.Page page;
        do {
            String query = ApiQuery.of("limit", Integer.toString(PAGE), "continue", next);
            page =
                    api.list(
                            pathWith(query),
                            object -> found.put(ObjectMeta.of(object).key(), reader.apply(object)));
            next = page.next();
        } while (!next.isEmpty());
        objects.keySet().retainAll(found.keySet());
        objects.putAll(found);
        version = page.version();
        recovered();
    }

    private void recovered() {
        if (hasFailed) {
            hasFailed = false;
            logger.log(Level.INFO, "discovery in Kubernetes, {0}: works again", path);
        }
    }

    private String pathWith(String query) {
        return path + "?" + query + (selector.isEmpty() ? "" : "&" + selector);
    }

    private void watch() throws IOException, InterruptedException {
        String query =
                ApiQuery.of(
                        "watch",
                        "1",
                        "allowWatchBookmarks",
                        "true",
                        "resourceVersion",
                        version,
                        "timeoutSeconds",
                        Long.toString(STREAM.toSeconds()));
        try (InputStream body = api.open(pathWith(query));
                JsonParser json = JSON.createParser(body)) {
            cutAtNanos = clock.nanos() + STREAM.plus(OVERDUE).toNanos();
            stream = body;
            recovered();
            while (!isClosed && json.nextToken() != null) {
                take(JsonValue.read(json));
            }
        } finally {
            stream = null;
        }
    }

    private void take(JsonValue event) {
        JsonValue object = event.at("object");
        String key = ObjectMeta.of(object).key();
        switch (event.text("type")) {
            case "ADDED", "MODIFIED" -> objects.put(key, reader.apply(object));
            case "DELETED" -> objects.remove(key);
            case "ERROR" ->
                    throw new MuninnException(
                            object.text("code").equals("410")
                                    ? MuninnException.Kind.NOT_FOUND
                                    : MuninnException.Kind.UNAVAILABLE,
                            "watch ended: " + object.text("message"));
            default -> {
                // A bookmark: only its version is of interest.
            }
        }
        version = object.text("metadata", "resourceVersion");
    }

    /** Ends the stream and with it {@link #run}. */
    @Override
    public void close() {
        isClosed = true;
        InputStream open = stream;
        if (open != null) {
            close(open);
        }
    }

    private void close(InputStream open) {
        try {
            open.close();
        } catch (IOException e) {
            logger.log(Level.DEBUG, "a watch did not close in order", e);
        }
    }
}
