package dev.muninn.model;

import java.util.List;

/** A look-up's answer with what people must know of it, such as that it was cut at the limit. */
public record Lookup<T>(List<T> items, List<String> warnings) {

    public static <T> Lookup<T> of(List<T> items) {
        return new Lookup<>(items, List.of());
    }
}
