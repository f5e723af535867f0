package dev.muninn.web.http;

import dev.muninn.model.Clock;
import dev.muninn.model.MuninnException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Has requests answered that were read whole: on a thread, or at once if that takes no time. What
 * is called on event loops may be called from any of them.
 */
public final class Desk {

    /*
     * To hand a request over and its answer back wakes two threads, which costs more than most look-ups
     * and many queries. So a question that was quick time after time is answered where it came in. If
     * it takes its time for once, it is given up before the loop's other clients notice, and a thread
     * begins anew; nothing of an answer goes out before all of it is there.
     */

    /** A request that was read whole. */
    record Errand(
            HttpServerRequest request,
            RouteTable.Match match,
            Route.Work.OnThread work,
            ByteBuffer body,
            Reply reply) {

        boolean isPush() {
            return match.route().access() == Route.Access.PUSH;
        }

        String path() {
            return match.route().path();
        }
    }

    private static final System.Logger logger = System.getLogger(Desk.class.getName());

    /** Parameters of more than this are not for the event loop to parse. */
    private static final int MOST_QUICK_BYTES = 8 << 10;

    /** So long an event loop tries to answer what should be quick. */
    private static final long PATIENCE_NANOS = 5_000_000;

    private final int maxRequests;
    private final Clock clock;
    private final ExecutorService threads;
    private final ExecutorService pushThreads;
    private final Semaphore room;
    private final QuickQuestions quick = new QuickQuestions();
    private final BodyArrays pushArrays = new BodyArrays();

    public Desk(
            int maxRequests, Clock clock, ExecutorService threads, ExecutorService pushThreads) {
        this.maxRequests = maxRequests;
        this.clock = clock;
        this.threads = threads;
        this.pushThreads = pushThreads;
        room = new Semaphore(maxRequests);
    }

    /** What pushes are to be read into: a push that was answered gives its array back. */
    BodyArrays pushArrays() {
        return pushArrays;
    }

    /** Has the request answered; to be called on its event loop. */
    void take(Errand errand) {
        if (!room.tryAcquire()) {
            errand.reply()
                    .refuse(
                            Refusal.of(
                                    new MuninnException(
                                            MuninnException.Kind.BUSY,
                                            "%d requests are being worked on: try again, or raise web.max-requests"
                                                    .formatted(maxRequests))));
        } else if (errand.work().isOftenQuick() && errand.body().remaining() <= MOST_QUICK_BYTES) {
            takeQuick(errand);
        } else {
            hand(
                    errand,
                    () -> {
                        Call call = call(errand);
                        if (call != null) {
                            answer(errand, call);
                        }
                    });
        }
    }

    private void takeQuick(Errand errand) {
        Call call = call(errand);
        if (call == null) {
            room.release();
            return;
        }
        long question = QuickQuestions.hash(errand.path(), call.segment(), call.parameters());
        if (quick.isQuick(question) && isAnsweredAtOnce(errand, call, question)) {
            room.release();
            return;
        }
        hand(
                errand,
                () -> {
                    long start = clock.nanos();
                    answer(errand, call);
                    quick.answered(question, clock.nanos() - start);
                });
    }

    private boolean isAnsweredAtOnce(Errand errand, Call call, long question) {
        long start = clock.nanos();
        Call hurried = call.until(() -> clock.nanos() - start > PATIENCE_NANOS);
        boolean isDone = isAnswered(errand, hurried, true);
        quick.answered(question, isDone ? clock.nanos() - start : PATIENCE_NANOS);
        return isDone;
    }

    /** Gives the work to a thread, which makes room when it is done. */
    private void hand(Errand errand, Runnable work) {
        try {
            (errand.isPush() ? pushThreads : threads)
                    .execute(
                            () -> {
                                try {
                                    work.run();
                                } finally {
                                    if (errand.isPush()) {
                                        pushArrays.giveBack(errand.body().array());
                                    }
                                    room.release();
                                }
                            });
        } catch (RejectedExecutionException e) {
            room.release();
            errand.reply().refuse(new Refusal(503, "unavailable", "the server stops"));
        }
    }

    /** The request in its parts; null if it was refused as it cannot be taken apart. */
    private static @Nullable Call call(Errand errand) {
        HttpServerRequest request = errand.request();
        try {
            String contentType = header(request, HttpHeaders.CONTENT_TYPE);
            return new Call(
                    errand.match().segment(),
                    Parameters.parse(
                            request.query(),
                            errand.isPush() ? null : form(contentType, errand.body())),
                    errand.body(),
                    contentType,
                    header(request, HttpHeaders.CONTENT_ENCODING),
                    header(request, HttpHeaders.ACCEPT),
                    header(request, HttpHeaders.IF_MATCH),
                    request.remoteAddress().toString(),
                    request.connection(),
                    errand.reply(),
                    () -> false);
        } catch (MuninnException e) {
            errand.reply().refuse(Refusal.of(e));
            return null;
        }
    }

    private static void answer(Errand errand, Call call) {
        var _ = isAnswered(errand, call, false);
    }

    /** Answers, be it with a refusal; false if the call was hurried and was given up. */
    private static boolean isAnswered(Errand errand, Call call, boolean isHurried) {
        try {
            errand.work().endpoint().answer(call);
        } catch (MuninnException e) {
            boolean isGivenUp = e.kind() == MuninnException.Kind.CANCELLED;
            if (isGivenUp && isHurried && !errand.reply().isGone()) {
                return false;
            }
            if (e.kind() == MuninnException.Kind.BUG) {
                logger.log(Level.ERROR, "answering " + errand.path() + " failed", e);
            }
            errand.reply().refuse(Refusal.of(e));
        } catch (RuntimeException | StackOverflowError e) {
            logger.log(Level.ERROR, "answering " + errand.path() + " failed", e);
            errand.reply().refuse(Refusal.internal());
        }
        return true;
    }

    private static String header(HttpServerRequest request, CharSequence name) {
        String value = request.getHeader(name);
        return value == null ? "" : value;
    }

    private static @Nullable String form(String contentType, ByteBuffer body) {
        return contentType.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded")
                ? StandardCharsets.UTF_8.decode(body.duplicate()).toString()
                : null;
    }
}
