package dev.muninn.alert.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function that templates call by name. */
@FunctionalInterface
public interface TemplateFunction {

    /**
     * The function's value.
     *
     * @throws TemplateException if the arguments do not fit; the message is put after "error
     *     calling name: "
     */
    @Nullable Object call(List<@Nullable Object> arguments);
}
