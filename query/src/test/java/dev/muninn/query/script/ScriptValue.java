package dev.muninn.query.script;

import dev.muninn.model.NativeHistogram;
import org.jspecify.annotations.Nullable;

/** One value of a series in a script; a float unless it has a histogram. */
record ScriptValue(double number, @Nullable NativeHistogram histogram) {

    static ScriptValue of(double number) {
        return new ScriptValue(number, null);
    }

    static ScriptValue of(NativeHistogram histogram) {
        return new ScriptValue(0, histogram);
    }
}
