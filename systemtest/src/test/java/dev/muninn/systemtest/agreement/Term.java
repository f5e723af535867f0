package dev.muninn.systemtest.agreement;

import java.util.ArrayList;
import java.util.List;

/** A part of an expression: text, or other terms one after the other. */
record Term(Kind kind, String text, List<Term> parts) {

    /** What may stand where a term stands: another of its kind. */
    enum Kind {
        SCALAR,
        VECTOR,
        MATRIX,
        /** May be left out. */
        OPTIONAL,
        /** Words between the others. */
        WORD
    }

    static Term word(String text) {
        return new Term(Kind.WORD, text, List.of());
    }

    static Term optional(String text) {
        return new Term(Kind.OPTIONAL, text, List.of());
    }

    /** Strings become words; the rest has to be terms. */
    static Term of(Kind kind, Object... parts) {
        List<Term> terms = new ArrayList<>();
        for (Object part : parts) {
            terms.add(part instanceof Term term ? term : word(part.toString()));
        }
        return new Term(kind, "", List.copyOf(terms));
    }

    @Override
    public String toString() {
        StringBuilder all = new StringBuilder();
        writeTo(all);
        return all.toString();
    }

    private void writeTo(StringBuilder all) {
        all.append(text);
        parts.forEach(part -> part.writeTo(all));
    }

    /** The same term with one part less, in all ways there are, the smallest first. */
    List<Term> smaller() {
        List<Term> found = new ArrayList<>();
        collectInside(kind, this, found);
        if (kind == Kind.OPTIONAL && !toString().isEmpty()) {
            found.add(word(""));
        }
        for (int i = 0; i < parts.size(); i++) {
            for (Term part : parts.get(i).smaller()) {
                List<Term> changed = new ArrayList<>(parts);
                changed.set(i, part);
                found.add(new Term(kind, text, List.copyOf(changed)));
            }
        }
        found.sort((a, b) -> Integer.compare(a.toString().length(), b.toString().length()));
        return found;
    }

    private static void collectInside(Kind kind, Term term, List<Term> found) {
        for (Term part : term.parts) {
            if (part.kind == kind && kind != Kind.WORD) {
                found.add(part);
            }
            collectInside(kind, part, found);
        }
    }
}
