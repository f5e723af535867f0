package dev.muninn.web;

import dev.muninn.ingest.Admission;
import dev.muninn.ingest.OtlpAnswer;
import dev.muninn.ingest.PushReceiver;
import dev.muninn.ingest.PushRequest;
import dev.muninn.model.MuninnException;
import dev.muninn.model.SampleSink;
import dev.muninn.model.WriteResult;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** OpenTelemetry's services over gRPC, at a port of their own, from open to close. */
public final class OtlpGrpcServer implements AutoCloseable {

    /*
     * All calls are unary: one framed message each way over HTTP/2, the status in the trailers. The
     * HTTP server that is there does that; see docs/decisions.md.
     */

    private static final System.Logger logger = System.getLogger(OtlpGrpcServer.class.getName());

    private static final String METRICS =
            "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export";

    private static final long START_SECONDS = 20;
    private static final long STOP_SECONDS = 5;

    private final PushReceivers receivers;
    private final SampleSink sink;
    private final Vertx vertx;
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("otlp-grpc-", 0).factory());

    /** By connection; calls of one connection run side by side, so each takes turns with it. */
    private final Map<HttpConnection, SampleSink.Session> sessions = new WeakHashMap<>();

    private int port;

    private OtlpGrpcServer(PushReceivers receivers, SampleSink sink) {
        this.receivers = receivers;
        this.sink = sink;
        vertx =
                Vertx.vertx(
                        new VertxOptions()
                                .setEventLoopPoolSize(1)
                                .setWorkerPoolSize(1)
                                .setInternalBlockingPoolSize(1)
                                .setFileSystemOptions(
                                        new FileSystemOptions()
                                                .setFileCachingEnabled(false)
                                                .setClassPathResolvingEnabled(false)));
    }

    /**
     * Listens at an address.
     *
     * @throws MuninnException of kind UNAVAILABLE if it cannot be listened on
     */
    public static OtlpGrpcServer open(
            InetSocketAddress address, PushReceivers receivers, SampleSink sink) {
        OtlpGrpcServer server = new OtlpGrpcServer(receivers, sink);
        try {
            server.listen(address);
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private void listen(InetSocketAddress address) {
        HttpServer http =
                vertx.createHttpServer(
                        new HttpServerOptions()
                                .setHttp2ClearTextEnabled(true)
                                .setHost(address.getHostString())
                                .setPort(address.getPort()));
        http.requestHandler(this::read);
        http.exceptionHandler(e -> logger.log(Level.DEBUG, "gRPC connection failed", e));
        try {
            port =
                    http.listen()
                            .toCompletionStage()
                            .toCompletableFuture()
                            .get(START_SECONDS, TimeUnit.SECONDS)
                            .actualPort();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(address, e);
        } catch (ExecutionException | TimeoutException e) {
            throw unavailable(address, e);
        }
    }

    private static MuninnException unavailable(InetSocketAddress address, Exception cause) {
        return new MuninnException(
                MuninnException.Kind.UNAVAILABLE,
                "cannot listen for OTLP over gRPC on "
                        + address
                        + " ("
                        + cause.getMessage()
                        + "): choose another address with ingest.otlp-grpc-listen",
                cause);
    }

    public int port() {
        return port;
    }

    /** Collects the body on the event loop, up to the limit; then a thread answers. */
    private void read(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        String type = request.getHeader("content-type");
        if (type == null || !type.startsWith("application/grpc")) {
            response.setStatusCode(415).end();
            return;
        }
        int limit = receivers.otlp().maxBodyBytes();
        Buffer body = Buffer.buffer();
        request.handler(
                piece -> {
                    if (body.length() <= limit) {
                        body.appendBuffer(piece);
                    }
                });
        request.exceptionHandler(e -> logger.log(Level.DEBUG, "gRPC call was given up", e));
        request.endHandler(
                ended -> {
                    if (body.length() > limit) {
                        MuninnException tooLarge =
                                MuninnException.limit(
                                        "body is larger than "
                                                + limit
                                                + " bytes: send less at once, or raise"
                                                + " ingest.max-body-bytes");
                        answer(response, Buffer.buffer(), GrpcStatus.of(tooLarge));
                    } else {
                        threads.execute(() -> work(request, body));
                    }
                });
    }

    private void work(HttpServerRequest request, Buffer body) {
        try {
            Buffer message = call(request, ByteBuffer.wrap(body.getBytes()));
            answer(request.response(), message, GrpcStatus.OK);
        } catch (MuninnException e) {
            answer(request.response(), Buffer.buffer(), GrpcStatus.of(e));
        } catch (RuntimeException e) {
            logger.log(Level.ERROR, "answering a gRPC call failed", e);
            MuninnException bug =
                    new MuninnException(
                            MuninnException.Kind.BUG, "internal error, the server's log has it");
            answer(request.response(), Buffer.buffer(), GrpcStatus.of(bug));
        }
    }

    private Buffer call(HttpServerRequest request, ByteBuffer body) {
        PushReceiver receiver = receiver(request.path());
        String source = request.remoteAddress().hostAddress();
        int bytes = body.remaining();
        if (receivers.admission().enter(source, bytes)
                instanceof Admission.Decision.Wait(long millis, String reason)) {
            throw new MuninnException(MuninnException.Kind.BUSY, reason);
        }
        long samples = 0;
        try {
            GrpcFrame frame = GrpcFrame.read(body);
            String encoding = request.getHeader("grpc-encoding");
            PushRequest push =
                    new PushRequest(
                            frame.message(),
                            "application/x-protobuf",
                            frame.isCompressed() && encoding != null ? encoding : "");
            WriteResult result = receive(receiver, push, request.connection());
            samples = (long) result.samples() + result.histograms();
            return GrpcFrame.write(OtlpAnswer.protobuf(result));
        } finally {
            receivers.admission().leave(source, bytes, samples);
        }
    }

    private PushReceiver receiver(String path) {
        if (METRICS.equals(path)) {
            return receivers.otlp();
        }
        throw new MuninnException(MuninnException.Kind.NOT_FOUND, "no such service: " + path);
    }

    private WriteResult receive(
            PushReceiver receiver, PushRequest push, HttpConnection connection) {
        SampleSink.Session session;
        synchronized (sessions) {
            session =
                    sessions.computeIfAbsent(
                            connection, key -> sink.session(key.remoteAddress().toString()));
        }
        synchronized (session) {
            return receiver.receive(push, session);
        }
    }

    private void answer(HttpServerResponse response, Buffer message, GrpcStatus status) {
        vertx.runOnContext(
                now -> {
                    if (response.closed()) {
                        return;
                    }
                    response.putHeader("content-type", "application/grpc+proto");
                    // Without a message the status stands in the headers ("trailers only").
                    if (message.length() == 0) {
                        response.putHeader("grpc-status", Integer.toString(status.code()));
                        response.putHeader("grpc-message", status.encodedMessage());
                        response.end();
                        return;
                    }
                    response.putTrailer("grpc-status", Integer.toString(status.code()));
                    response.end(message);
                });
    }

    /** Stops listening and ends what is open; twice is harmless. */
    @Override
    public void close() {
        try {
            vertx.close()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            logger.log(Level.WARNING, "the gRPC server did not stop in order", e);
        }
        threads.shutdownNow();
    }
}
