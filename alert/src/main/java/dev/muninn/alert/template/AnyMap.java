package dev.muninn.alert.template;

import java.io.Serial;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** A map with values of any type, in which a missing key has no value; labels give empty texts. */
final class AnyMap extends LinkedHashMap<String, @Nullable Object> {

    @Serial private static final long serialVersionUID = 1;
}
