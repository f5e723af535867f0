package dev.muninn.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuickQuestionsTest {

    private static final long QUICK = 100_000;
    private static final long SLOW = 2_000_000;

    private final QuickQuestions questions = new QuickQuestions();

    private static long range(String query, long start, long end) {
        return hash("/api/v1/query_range", "query=" + query + "&start=" + start + "&end=" + end);
    }

    private static long hash(String path, String query) {
        return QuickQuestions.hash(path, "", Parameters.parse(query, null));
    }

    private void answered(long question, long... nanos) {
        for (long each : nanos) {
            questions.answered(question, each);
        }
    }

    @Test
    void trustsWhatWasQuickThreeTimesInARow() {
        long question = range("up", 0, 3600);
        answered(question, QUICK, QUICK);
        assertThat(questions.isQuick(question)).isFalse();
        answered(question, QUICK);
        assertThat(questions.isQuick(question)).isTrue();
        answered(question, QUICK);
        assertThat(questions.isQuick(question)).isTrue();
    }

    @Test
    void startsToCountAnewAfterASlowAnswer() {
        long question = range("up", 0, 3600);
        answered(question, QUICK, QUICK, QUICK, SLOW);
        assertThat(questions.isQuick(question)).isFalse();
        answered(question, QUICK, QUICK);
        assertThat(questions.isQuick(question)).isFalse();
        answered(question, QUICK);
        assertThat(questions.isQuick(question)).isTrue();
    }

    @Test
    void takesTheSameQuestionAboutAnotherTimeForTheSame() {
        assertThat(range("up", 1_700_000_015, 1_700_003_615)).isEqualTo(range("up", 0, 3600));
        assertThat(hash("/api/v1/query", "query=up&time=5"))
                .isEqualTo(hash("/api/v1/query", "query=up&time=1700000000"));
    }

    @Test
    void tellsOtherQuestionsApart() {
        long question = range("up", 0, 3600);
        assertThat(range("down", 0, 3600)).isNotEqualTo(question);
        assertThat(range("up", 0, 86_400)).as("a longer time").isNotEqualTo(question);
        assertThat(range("up&step=5", 0, 3600)).isNotEqualTo(question);
        assertThat(range("up", 3600, 0)).as("times that are refused").isNotEqualTo(question);
        assertThat(hash("/api/v1/label/a/values", "")).isNotEqualTo(hash("/api/v1/labels", ""));
        assertThat(QuickQuestions.hash("/api/v1/label/*/values", "a", Parameters.parse("", null)))
                .isNotEqualTo(
                        QuickQuestions.hash(
                                "/api/v1/label/*/values", "b", Parameters.parse("", null)));
    }
}
