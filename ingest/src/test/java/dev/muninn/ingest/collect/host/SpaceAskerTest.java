package dev.muninn.ingest.collect.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SpaceAskerTest {

    private static final LinuxCalls.Space SPACE = new LinuxCalls.Space(100, 50, 40, 10, 5, false);

    @Test
    void answersForEveryMount() {
        try (SpaceAsker asker = new SpaceAsker(mount -> SPACE, Duration.ofSeconds(30))) {
            assertThat(asker.ask(List.of("/", "/home")))
                    .containsEntry("/", new SpaceAsker.Answer(SPACE, ""))
                    .containsEntry("/home", new SpaceAsker.Answer(SPACE, ""))
                    .hasSize(2);
        }
    }

    @Test
    void tellsWhyAMountHasNoAnswer() {
        SpaceAsker.Call call =
                mount -> {
                    throw new IOException("permission denied");
                };
        try (SpaceAsker asker = new SpaceAsker(call, Duration.ofSeconds(30))) {
            assertThat(asker.ask(List.of("/secret")))
                    .containsEntry("/secret", new SpaceAsker.Answer(null, "permission denied"));
        }
    }

    @Test
    void leavesAHangingMountAloneUntilItAnswersAgain() {
        CountDownLatch server = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        SpaceAsker.Call call =
                mount -> {
                    if (mount.equals("/nfs")) {
                        asked.incrementAndGet();
                        awaitUninterrupted(server);
                    }
                    return SPACE;
                };
        try (SpaceAsker asker = new SpaceAsker(call, Duration.ofMillis(50))) {
            List<String> mounts = List.of("/", "/nfs", "/home");
            assertThat(asker.ask(mounts).get("/nfs"))
                    .isEqualTo(new SpaceAsker.Answer(null, "mountpoint timeout"));
            for (int i = 0; i < 10; i++) {
                assertThat(asker.ask(List.of("/nfs")).get("/nfs"))
                        .isEqualTo(new SpaceAsker.Answer(null, "mountpoint timeout"));
            }
            assertThat(asked).hasValue(1);

            server.countDown();
            SpaceAsker.Answer good = new SpaceAsker.Answer(SPACE, "");
            for (int i = 0; i < 1000 && !good.equals(asker.ask(mounts).get("/nfs")); i++) {}
            assertThat(asker.ask(mounts)).containsEntry("/nfs", good).hasSize(3);
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        boolean isInterrupted = false;
        while (true) {
            try {
                latch.await();
                break;
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
