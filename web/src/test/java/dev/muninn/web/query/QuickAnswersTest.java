package dev.muninn.web.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.query.QueryCall;
import dev.muninn.query.ResultSeries;
import dev.muninn.query.ResultValue;
import dev.muninn.testkit.ManualClock;
import dev.muninn.web.FakeQueries;
import dev.muninn.web.TestServer;
import io.vertx.core.Context;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What takes no time is answered where it came in; what turns out to be more, is not. */
class QuickAnswersTest {

    private static final String ASK = "/api/v1/query_range?query=up&start=0&end=60&step=15";

    private static final ResultValue SMALL =
            new ResultValue.Matrix(
                    List.of(FakeQueries.series(Labels.of("a", "b"), new long[] {1_000}, 2)));

    /** No time passes, so everything is quick. */
    private final ManualClock clock = new ManualClock(0);

    private final TestServer server = TestServer.withClock(clock);
    private final AtomicInteger onLoop = new AtomicInteger();
    private final AtomicInteger onThread = new AtomicInteger();

    @AfterEach
    void close() {
        server.close();
    }

    private void count() {
        (Context.isOnEventLoopThread() ? onLoop : onThread).incrementAndGet();
    }

    /** Asks until an event loop tries to answer; that needs some answers by a thread before. */
    private HttpResponse<String> askUntilOnLoop() throws Exception {
        HttpResponse<String> response = server.get(ASK);
        for (int i = 0; i < 1_000 && onLoop.get() == 0; i++) {
            response = server.get(ASK);
            assertThat(response.statusCode()).isEqualTo(200);
        }
        assertThat(onLoop).hasValueGreaterThan(0);
        assertThat(onThread).hasValueGreaterThanOrEqualTo(3);
        return response;
    }

    @Test
    void answersOnTheEventLoopWhatWasQuickBefore() throws Exception {
        server.queries.answer(
                "up",
                call -> {
                    count();
                    return SMALL;
                });
        HttpResponse<String> onLoopsAnswer = askUntilOnLoop();
        assertThat(onLoopsAnswer.body()).contains("\"values\":[[1,\"2\"]]");
        int before = onThread.get();
        for (int i = 0; i < 5; i++) {
            assertThat(server.get(ASK).body()).isEqualTo(onLoopsAnswer.body());
        }
        assertThat(onThread).as("answers by a thread").hasValue(before);
        assertThat(onLoop).hasValueGreaterThanOrEqualTo(6);
    }

    @Test
    void givesUpOnTheEventLoopWhatTakesItsTime() throws Exception {
        AtomicBoolean isGivenUp = new AtomicBoolean();
        server.queries.answer(
                "up",
                call -> {
                    count();
                    return Context.isOnEventLoopThread() ? slow(call, isGivenUp) : SMALL;
                });
        HttpResponse<String> response = askUntilOnLoop();
        assertThat(isGivenUp).isTrue();
        assertThat(response.body()).contains("\"values\":[[1,\"2\"]]");

        server.get(ASK);
        assertThat(onLoop).as("tries before it was quick again").hasValue(1);
    }

    private ResultValue slow(QueryCall call, AtomicBoolean isGivenUp) {
        assertThat(call.isCancelled().getAsBoolean()).isFalse();
        clock.advance(Duration.ofMillis(20));
        if (call.isCancelled().getAsBoolean()) {
            isGivenUp.set(true);
            throw new MuninnException(MuninnException.Kind.CANCELLED, "too late");
        }
        return SMALL;
    }

    @Test
    void refusesOnTheEventLoopAsOnAThread() throws Exception {
        server.queries.answer(
                "up",
                call -> {
                    count();
                    if (Context.isOnEventLoopThread()) {
                        throw new MuninnException(MuninnException.Kind.LIMIT, "too many series");
                    }
                    return SMALL;
                });
        HttpResponse<String> response = server.get(ASK);
        for (int i = 0; i < 1_000 && onLoop.get() == 0; i++) {
            response = server.get(ASK);
        }
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.body()).contains("too many series");
    }

    @Test
    void leavesLongAnswersToAThread() throws Exception {
        long[] times = new long[20_000];
        double[] values = new double[times.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = i * 1_000L;
            values[i] = i;
        }
        ResultSeries large = FakeQueries.series(Labels.of("a", "b"), times, values);
        server.queries.answer(
                "up",
                call -> {
                    count();
                    return new ResultValue.Matrix(List.of(large, large));
                });
        HttpResponse<String> response = askUntilOnLoop();
        assertThat(response.body()).contains("[19999,\"19999\"]]}]").endsWith("}");
        assertThat(server.get(ASK).body()).isEqualTo(response.body());
    }
}
