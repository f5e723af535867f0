package dev.muninn.alert.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list or map that has methods, too, as templates see it. */
public interface Methods {

    boolean hasMethod(String name);

    /** The name in error messages, and for the verb {@code %T}. */
    String typeName();

    /**
     * The value of a method.
     *
     * @throws TemplateException if the arguments do not fit
     */
    @Nullable Object call(String method, List<@Nullable Object> arguments);
}
