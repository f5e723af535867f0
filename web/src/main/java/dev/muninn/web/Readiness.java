package dev.muninn.web;

import java.util.Optional;

/** Whether the server can do its work now. */
@FunctionalInterface
public interface Readiness {

    /** Why it cannot, for people; empty if it can. */
    Optional<String> obstacle();
}
