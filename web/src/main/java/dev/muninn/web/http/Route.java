package dev.muninn.web.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/**
 * One door: what may be asked where, by whom, and who answers.
 *
 * @param path the exact path; one segment may be {@code *}; {@code **} at the end stands for all
 *     that follows
 */
public record Route(List<HttpMethod> methods, String path, Access access, Work work) {

    /** From where a browser may be sent here. */
    public enum Access {
        /** Any page may link here: answers are shown, not read. */
        PAGE,
        /** Only our own pages, and programs, which send no origin. */
        API,
        /** As API, with the limit for pushed bodies. */
        PUSH
    }

    /** Who answers. */
    public sealed interface Work {

        /** The same, if it is worth to remember what takes no time. */
        public default Work oftenQuick() {
            return this;
        }

        /**
         * Work that parses, reads or computes: on a thread of its own.
         *
         * @param isOftenQuick whether it is worth to remember which questions take no time, and to
         *     answer these on the event loop
         */
        record OnThread(Endpoint endpoint, boolean isOftenQuick) implements Work {

            public OnThread(Endpoint endpoint) {
                this(endpoint, false);
            }

            @Override
            public Work oftenQuick() {
                return new OnThread(endpoint, true);
            }
        }

        /** Work that only moves bytes: on the event loop. */
        record OnLoop(LoopEndpoint endpoint) implements Work {}
    }

    /** Answers a request, and may block. */
    @FunctionalInterface
    public interface Endpoint {
        void answer(Call call);
    }

    /** Answers a request without blocking. */
    @FunctionalInterface
    public interface LoopEndpoint {
        void answer(HttpServerRequest request, Reply reply);
    }

    private static final List<HttpMethod> READ = List.of(HttpMethod.GET);
    private static final List<HttpMethod> ASK = List.of(HttpMethod.GET, HttpMethod.POST);
    private static final List<HttpMethod> SEND = List.of(HttpMethod.POST);
    private static final List<HttpMethod> PUT = List.of(HttpMethod.PUT);
    private static final List<HttpMethod> DELETE = List.of(HttpMethod.DELETE);

    public static Route read(String path, Endpoint endpoint) {
        return new Route(READ, path, Access.API, new Work.OnThread(endpoint));
    }

    /** A question that may be too long for a URL. */
    public static Route ask(String path, Endpoint endpoint) {
        return new Route(ASK, path, Access.API, new Work.OnThread(endpoint));
    }

    public static Route send(String path, Endpoint endpoint) {
        return new Route(SEND, path, Access.API, new Work.OnThread(endpoint));
    }

    /** Puts what the body says in the place that the path names. */
    public static Route put(String path, Endpoint endpoint) {
        return new Route(PUT, path, Access.API, new Work.OnThread(endpoint));
    }

    public static Route delete(String path, Endpoint endpoint) {
        return new Route(DELETE, path, Access.API, new Work.OnThread(endpoint));
    }

    public static Route push(String path, Endpoint endpoint) {
        return new Route(SEND, path, Access.PUSH, new Work.OnThread(endpoint));
    }

    public static Route onLoop(String path, LoopEndpoint endpoint) {
        return new Route(READ, path, Access.API, new Work.OnLoop(endpoint));
    }

    /** A page that has to be looked up. */
    public static Route lookUp(String path, Endpoint endpoint) {
        return new Route(READ, path, Access.PAGE, new Work.OnThread(endpoint));
    }

    static Route page(String path, LoopEndpoint endpoint) {
        return new Route(READ, path, Access.PAGE, new Work.OnLoop(endpoint));
    }

    /** The same, most questions of which are answered from what is in memory. */
    public Route oftenQuick() {
        return new Route(methods, path, access, work.oftenQuick());
    }

    /** Whether the method is taken; HEAD is where GET is. */
    boolean takes(HttpMethod method) {
        return methods.contains(HttpMethod.HEAD.equals(method) ? HttpMethod.GET : method);
    }

    boolean sharesMethod(Route other) {
        return methods.stream().anyMatch(other.methods::contains);
    }

    String allowed() {
        return String.join(", ", methods.stream().map(HttpMethod::name).toList());
    }
}
