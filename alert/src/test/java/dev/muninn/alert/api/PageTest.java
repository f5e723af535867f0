package dev.muninn.alert.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.alert.api.Page.Found;
import dev.muninn.model.MuninnException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {

    private final List<Integer> asked = new ArrayList<>();

    private static Page page(String limit) {
        return Page.of(
                new Asked(name -> name.equals("limit") ? List.of(limit) : List.<String>of()));
    }

    /** Numbers from so many down to 1. */
    private Page.Rows<Integer> numbers(int count) {
        return (before, most) -> {
            asked.add(most);
            int first = before == null ? count : before - 1;
            return IntStream.rangeClosed(Math.max(1, first - most + 1), Math.max(first, 0))
                    .boxed()
                    .toList()
                    .reversed();
        };
    }

    @Test
    void aPageIsTwoHundredUnlessAskedOtherwise() {
        assertThat(Page.of(new Asked(name -> List.of()))).isEqualTo(new Page(200, ""));
        assertThat(page("1000").limit()).isEqualTo(1_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1001", "many", "1e2", "99999999999"})
    void aLimitThatIsNoneIsRefusedWithWhatItTakes(String limit) {
        assertThatThrownBy(() -> page(limit))
                .isInstanceOf(MuninnException.class)
                .hasMessage("limit is \"%s\": give a whole number from 1 to 1000".formatted(limit));
    }

    @Test
    void pagesOneAfterTheOtherAreTheWholeList() {
        List<Integer> all = new ArrayList<>();
        Found<Integer> found = page("7").find(null, numbers(20), number -> true);
        all.addAll(found.rows());
        while (found.next() != null) {
            assertThat(found.rows()).hasSize(7);
            found = page("7").find(found.next(), numbers(20), number -> true);
            all.addAll(found.rows());
        }
        assertThat(all)
                .isEqualTo(IntStream.rangeClosed(1, 20).boxed().toList().reversed())
                .hasSize(20);
        assertThat(asked).as("read of a page").allMatch(most -> most == 8);
    }

    @Test
    void aListThatEndsWithThePageSaysSo() {
        assertThat(page("20").find(null, numbers(20), number -> true).next()).isNull();
        assertThat(page("19").find(null, numbers(20), number -> true).next()).isEqualTo(2);
    }

    @Test
    void aFilterIsLookedForInOlderRowsUntilThePageIsFull() {
        Found<Integer> found = page("3").find(null, numbers(100), number -> number % 10 == 0);
        assertThat(found.rows()).containsExactly(100, 90, 80);
        assertThat(page("3").find(found.next(), numbers(100), number -> number % 10 == 0).rows())
                .containsExactly(70, 60, 50);
    }

    @Test
    void aFilterForWhatIsRareEndsAfterTenThousandRowsAndSaysWhereToGoOn() {
        Found<Integer> found = page("500").find(null, numbers(30_000), number -> number == 1);
        assertThat(found.rows()).isEmpty();
        assertThat(found.next()).isEqualTo(20_001);
        Found<Integer> last = page("500").find(10_000, numbers(30_000), number -> number == 1);
        assertThat(last.rows()).containsExactly(1);
        assertThat(last.next()).isNull();
    }

    @Test
    void aReportReadsPartByPart() {
        assertThat(Page.newest(3_000, numbers(1_200), number -> number > 1_190, n -> -n))
                .hasSize(10)
                .startsWith(-1_200);
        assertThat(asked).containsExactly(500, 500, 500);
    }
}
