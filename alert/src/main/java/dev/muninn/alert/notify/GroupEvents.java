package dev.muninn.alert.notify;

import java.util.function.Consumer;

/** Passes on what happens to groups, to nobody at first. */
final class GroupEvents implements Consumer<GroupEvent> {

    private volatile Consumer<GroupEvent> listener = event -> {};

    void passTo(Consumer<GroupEvent> other) {
        listener = other;
    }

    @Override
    public void accept(GroupEvent event) {
        listener.accept(event);
    }
}
