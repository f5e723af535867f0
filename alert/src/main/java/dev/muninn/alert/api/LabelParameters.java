package dev.muninn.alert.api;

import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import java.util.List;

/** Reads labels that come as parameters {@code label=name=value}. */
final class LabelParameters {

    private LabelParameters() {}

    /**
     * Reads the values of all of them.
     *
     * @throws MuninnException of kind BAD_INPUT if one has no name
     */
    static Labels read(List<String> values) {
        Labels.Builder labels = Labels.builder();
        for (String text : values) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw MuninnException.badInput("label is \"" + text + "\": write it name=value");
            }
            labels.set(text.substring(0, equals), text.substring(equals + 1));
        }
        return labels.build();
    }
}
