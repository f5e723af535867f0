package dev.muninn.stream;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Things of one viewer loop that are told something together: one task however many. */
final class Audience<T> {

    private final Executor loop;

    /** Confined to the loop. */
    private final Set<T> members = new LinkedHashSet<>();

    Audience(Executor loop) {
        this.loop = loop;
    }

    /** To be called on the loop, as {@link #remove}. */
    void add(T member) {
        members.add(member);
    }

    void remove(T member) {
        members.remove(member);
    }

    /** Does something with each member, on the loop; members may leave meanwhile. */
    void tell(Consumer<? super T> message) {
        loop.execute(() -> List.copyOf(members).forEach(message));
    }
}
