package dev.muninn.ingest.relabel;

import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RelabelingTest {

    private static final Labels INPUT = Labels.of("a", "foo", "b", "bar", "c", "baz");

    private static RelabelRule rule(
            RelabelAction action,
            List<String> sources,
            String regex,
            String target,
            String replacement) {
        return new RelabelRule(
                sources,
                ";",
                RelabelRule.compile(regex),
                action == RelabelAction.HASHMOD ? 1000 : 0,
                target,
                replacement,
                action);
    }

    private static @Nullable Labels apply(Labels labels, RelabelRule... rules) {
        return new Relabeling(List.of(rules)).apply(labels);
    }

    @Test
    void replacesByTheGroupsOfTheMatch() {
        assertThatObject(
                        apply(
                                INPUT,
                                rule(
                                        RelabelAction.REPLACE,
                                        List.of("a", "b"),
                                        "f(.*);(?P<rest>.*)r",
                                        "d",
                                        "ch${1}-${rest}$$x$2$9")))
                .isEqualTo(INPUT.with("d", "choo-ba$xba"));
    }

    @Test
    void leavesLabelsWithoutAMatchAndRemovesThemByAnEmptyReplacement() {
        assertThatObject(apply(INPUT, rule(RelabelAction.REPLACE, List.of("a"), "o+", "a", "x")))
                .isEqualTo(INPUT);
        assertThatObject(apply(INPUT, rule(RelabelAction.REPLACE, List.of("a"), "f.*", "a", "$7")))
                .isEqualTo(Labels.of("b", "bar", "c", "baz"));
    }

    @Test
    void expandsTheTargetToo() {
        assertThatObject(
                        apply(
                                INPUT,
                                rule(RelabelAction.REPLACE, List.of("a"), "(f).*", "${1}_x", "1")))
                .isEqualTo(INPUT.with("f_x", "1"));
    }

    @Test
    void keepsAndDropsWholeMatchesOnly() {
        assertThatObject(apply(INPUT, rule(RelabelAction.KEEP, List.of("a"), "fo+", "", "")))
                .isNotNull();
        assertThatObject(apply(INPUT, rule(RelabelAction.KEEP, List.of("a"), "o+", "", "")))
                .isNull();
        assertThatObject(apply(INPUT, rule(RelabelAction.DROP, List.of("a"), "o+", "", "")))
                .isNotNull();
        assertThatObject(
                        apply(
                                INPUT,
                                rule(RelabelAction.DROP, List.of("a", "b"), "foo;bar", "", "")))
                .isNull();
        assertThatObject(apply(INPUT, rule(RelabelAction.DROP, List.of("none"), "", "", "")))
                .isNull();
    }

    @Test
    void keepsAndDropsByEqualLabels() {
        Labels same = INPUT.with("d", "foo");
        assertThatObject(apply(same, rule(RelabelAction.KEEPEQUAL, List.of("a"), "(.*)", "d", "")))
                .isNotNull();
        assertThatObject(apply(same, rule(RelabelAction.KEEPEQUAL, List.of("b"), "(.*)", "d", "")))
                .isNull();
        assertThatObject(apply(same, rule(RelabelAction.DROPEQUAL, List.of("a"), "(.*)", "d", "")))
                .isNull();
        assertThatObject(apply(same, rule(RelabelAction.DROPEQUAL, List.of("b"), "(.*)", "d", "")))
                .isNotNull();
    }

    @Test
    void hashesAsPrometheusDoes() {
        assertThatObject(apply(INPUT, rule(RelabelAction.HASHMOD, List.of("c"), "(.*)", "d", "")))
                .isEqualTo(INPUT.with("d", "976"));
        assertThatObject(
                        apply(
                                Labels.of("a", "foo\nbar"),
                                rule(RelabelAction.HASHMOD, List.of("a"), "(.*)", "b", "")))
                .isEqualTo(Labels.of("a", "foo\nbar", "b", "734"));
    }

    @Test
    void mapsDropsAndKeepsLabelsByName() {
        Labels meta = Labels.of("__meta_x", "1", "__meta_y", "2", "job", "j");
        assertThatObject(
                        apply(
                                meta,
                                rule(RelabelAction.LABELMAP, List.of(), "__meta_(.+)", "", "$1")))
                .isEqualTo(meta.with("x", "1").with("y", "2"));
        assertThatObject(apply(meta, rule(RelabelAction.LABELDROP, List.of(), "__meta_.*", "", "")))
                .isEqualTo(Labels.of("job", "j"));
        assertThatObject(apply(meta, rule(RelabelAction.LABELKEEP, List.of(), "__meta_.*", "", "")))
                .isEqualTo(Labels.of("__meta_x", "1", "__meta_y", "2"));
    }

    @Test
    void changesCase() {
        Labels mixed = Labels.of("a", "FoO");
        assertThatObject(apply(mixed, rule(RelabelAction.LOWERCASE, List.of("a"), "(.*)", "b", "")))
                .isEqualTo(mixed.with("b", "foo"));
        assertThatObject(apply(mixed, rule(RelabelAction.UPPERCASE, List.of("a"), "(.*)", "b", "")))
                .isEqualTo(mixed.with("b", "FOO"));
    }

    @Test
    void refusesActionsWithoutWhatTheyNeed() {
        assertThatThrownBy(() -> rule(RelabelAction.REPLACE, List.of("a"), "(.*)", "", "$1"))
                .isInstanceOf(MuninnException.class)
                .hasMessage("relabel action replace needs target_label");
        assertThatThrownBy(() -> rule(RelabelAction.LABELDROP, List.of("a"), "(.*)", "", "$1"))
                .hasMessage("relabel action labeldrop needs only regex, no other field");
        assertThatThrownBy(() -> RelabelRule.compile("(")).hasMessageStartingWith("regex \"(\"");
    }

    @Test
    void changesLettersOneByOne() {
        Labels sharp = Labels.of("a", "straße");

        assertThatObject(apply(sharp, rule(RelabelAction.UPPERCASE, List.of("a"), "(.*)", "b", "")))
                .isEqualTo(sharp.with("b", "STRAßE"));
    }
}
