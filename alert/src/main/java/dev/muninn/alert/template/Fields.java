package dev.muninn.alert.template;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value with named fields or methods, as templates see it; a Go struct. */
public interface Fields {

    /** Fields by name, in the order they print in. */
    Map<String, @Nullable Object> fields();

    /**
     * The value of a method, for those that have some.
     *
     * @throws TemplateException if there is no such method, or the arguments do not fit
     */
    default @Nullable Object call(String method, List<@Nullable Object> arguments) {
        throw new TemplateException("can't evaluate field " + method + " in type " + typeName());
    }

    /** The name in error messages. */
    default String typeName() {
        return "struct";
    }
}
