package dev.muninn.query.eval.run;

import dev.muninn.query.eval.number.NumberText;
import dev.muninn.query.syntax.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The notes of one query, each once. Safe for use by its workers. */
public final class Annotations {

    /** What was found on histograms whose buckets had to be made monotonic, for one place. */
    private record Forced(
            double minBucket,
            double maxBucket,
            double maxDifference,
            long firstMillis,
            long lastMillis,
            long count) {

        Forced and(Forced other) {
            return new Forced(
                    Math.min(minBucket, other.minBucket),
                    Math.max(maxBucket, other.maxBucket),
                    Math.max(maxDifference, other.maxDifference),
                    Math.min(firstMillis, other.firstMillis),
                    Math.max(lastMillis, other.lastMillis),
                    count + other.count);
        }

        String text() {
            return ", from buckets "
                    + NumberText.general(minBucket)
                    + " to "
                    + NumberText.general(maxBucket)
                    + ", with a max diff of "
                    + NumberText.general(
                            Double.parseDouble(String.format(Locale.ROOT, "%.1e", maxDifference)))
                    + ", over "
                    + count
                    + " samples from "
                    + Instant.ofEpochMilli(firstMillis)
                    + " to "
                    + Instant.ofEpochMilli(lastMillis);
        }
    }

    private final Set<Note> notes = new LinkedHashSet<>();
    private final Map<Note, Forced> forced = new LinkedHashMap<>();

    public synchronized void add(Note note) {
        notes.add(note);
    }

    /** Notes that a classic histogram's counts fell from one bucket to a larger one. */
    public synchronized void addForcedMonotonicity(
            String metric,
            Span span,
            long timeMillis,
            double minBucket,
            double maxBucket,
            double maxDifference) {
        forced.merge(
                Note.forcedMonotonicity(metric, span),
                new Forced(minBucket, maxBucket, maxDifference, timeMillis, timeMillis, 1),
                Forced::and);
    }

    /** Takes over another's notes, found in the same text further on in the query. */
    public synchronized void addAll(Annotations other, int shift) {
        for (Note note : other.notes) {
            notes.add(shifted(note, shift));
        }
        other.forced.forEach((note, found) -> forced.put(shifted(note, shift), found));
    }

    private static Note shifted(Note note, int shift) {
        Span span = note.span();
        return new Note(
                note.kind(), note.text(), new Span(span.start() + shift, span.end() + shift));
    }

    public List<String> warnings(String query) {
        return texts(Note.Kind.WARNING, query);
    }

    public List<String> infos(String query) {
        return texts(Note.Kind.INFO, query);
    }

    private synchronized List<String> texts(Note.Kind kind, String query) {
        List<String> texts = new ArrayList<>();
        for (Note note : notes) {
            if (note.kind() == kind) {
                texts.add(text(note, "", query));
            }
        }
        forced.forEach(
                (note, found) -> {
                    if (note.kind() == kind) {
                        texts.add(text(note, found.text(), query));
                    }
                });
        return texts;
    }

    private static String text(Note note, String more, String query) {
        return note.kind().prefix() + note.text() + more + " (" + note.span().startIn(query) + ")";
    }
}
