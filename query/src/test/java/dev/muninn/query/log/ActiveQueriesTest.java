package dev.muninn.query.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActiveQueriesTest {

    @TempDir private Path folder;

    private Path file() {
        return folder.resolve("queries.active");
    }

    /** What is left of the file when the process ends with the queries running. */
    private void crash(ActiveQueries queries) throws IOException {
        byte[] left = Files.readAllBytes(file());
        queries.close();
        Files.write(file(), left);
    }

    @Test
    void namesTheQueriesThatRanWhenTheProcessEnded() throws IOException {
        ActiveQueries before = ActiveQueries.open(file());
        int first = before.started("sum(up)", 1000);
        before.started("avg(\"ü\")", 2000);
        before.started("min(up)", 3000);
        before.ended(first);
        crash(before);

        try (ActiveQueries after = ActiveQueries.open(file())) {
            assertThat(after.interrupted())
                    .containsExactly(
                            new ActiveQueries.Interrupted(2000, "avg(\"ü\")"),
                            new ActiveQueries.Interrupted(3000, "min(up)"));
        }
    }

    @Test
    void forgetsThemOnceTheyWereNamed() throws IOException {
        ActiveQueries before = ActiveQueries.open(file());
        before.started("sum(up)", 1000);
        crash(before);
        ActiveQueries.open(file()).close();

        try (ActiveQueries after = ActiveQueries.open(file())) {
            assertThat(after.interrupted()).isEmpty();
        }
    }

    @Test
    void cutsLongQueries() throws IOException {
        ActiveQueries before = ActiveQueries.open(file());
        before.started("x".repeat(5000), 1000);
        before.started("y", 1000);
        crash(before);

        try (ActiveQueries after = ActiveQueries.open(file())) {
            assertThat(after.interrupted())
                    .extracting(ActiveQueries.Interrupted::text)
                    .containsExactly("x".repeat(1008), "y");
        }
    }

    @Test
    void takesNoDamagedSlotForAQuery() throws IOException {
        ActiveQueries before = ActiveQueries.open(file());
        before.started("sum(up)", 1000);
        byte[] left = Files.readAllBytes(file());
        before.close();
        int lastOfText = new String(left, StandardCharsets.ISO_8859_1).indexOf("sum(up)") + 6;
        left[lastOfText] ^= 1;
        Files.write(file(), left);

        try (ActiveQueries after = ActiveQueries.open(file())) {
            assertThat(after.interrupted()).isEmpty();
        }
    }

    @Test
    void notesAnyNumberOfQueries() throws IOException {
        ActiveQueries before = ActiveQueries.open(file());
        for (int i = 0; i < 100; i++) {
            before.started("query" + i, i);
        }
        before.ended(0);
        before.ended(99);
        crash(before);

        try (ActiveQueries after = ActiveQueries.open(file())) {
            assertThat(after.interrupted())
                    .extracting(ActiveQueries.Interrupted::text)
                    .containsExactlyElementsOf(
                            IntStream.range(1, 99).mapToObj(i -> "query" + i).toList());
        }
    }

    @Test
    void leavesAnEmptyFileWhenAllIsWell() throws IOException {
        ActiveQueries queries = ActiveQueries.open(file());
        int late = queries.started("sum(up)", 1000);
        queries.close();
        queries.ended(late);

        assertThat(file()).isEmptyFile();
    }

    @Test
    void overwritesAFileThatIsNotItsOwn() throws IOException {
        Files.writeString(file(), "something else");

        try (ActiveQueries queries = ActiveQueries.open(file())) {
            assertThat(queries.interrupted()).isEmpty();
        }
    }
}
