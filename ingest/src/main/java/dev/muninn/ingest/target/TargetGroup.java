package dev.muninn.ingest.target;

import dev.muninn.model.Labels;
import java.util.List;

/** Addresses with labels they share; {@code source} tells groups of a job apart. */
public record TargetGroup(String source, List<String> addresses, Labels labels) {}
