package dev.muninn.ingest.relabel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.ingest.yaml.YamlSection;
import dev.muninn.model.MuninnException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelabelReaderTest {

    private static Relabeling read(String rule) {
        return RelabelReader.read(YamlSection.parse("rules: [{" + rule + "}]", "a.yml"), "rules");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "action: lowercase, target_label: a, replacement: b|'replacement' can not be set for lowercase",
                "action: uppercase, target_label: a, replacement: b|'replacement' can not be set for uppercase",
                "action: keepequal, target_label: a, regex: (.*)|keepequal action requires only 'source_labels'",
                "action: dropequal, target_label: a, modulus: 2|dropequal action requires only 'source_labels'",
                "action: labeldrop, regex: a, source_labels: []|labeldrop action requires only 'regex'",
                "action: labelkeep, regex: a, separator: x|labelkeep action requires only 'regex'",
                "action: labeldrop, regex: a, target_label: x|labeldrop action requires only 'regex'",
                "action: labeldrop, regex: a, replacement: x|labeldrop action requires only 'regex'"
            },
            quoteCharacter = '`')
    void refusesFieldsThatAnActionNeverLooksAt(String rule, String message) {
        assertThatThrownBy(() -> read(rule))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "action: lowercase, source_labels: [b], target_label: a, regex: x, modulus: 2",
                "action: keepequal, source_labels: [b], target_label: a, separator: ;",
                "action: labeldrop, regex: a, replacement: $1",
                "action: keep, source_labels: [b], regex: a, target_label: c, replacement: d"
            })
    void takesFieldsThatSayNothingNew(String rule) {
        assertThat(read(rule)).isNotNull();
    }
}
