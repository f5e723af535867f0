package dev.muninn.query.syntax;

/** Where something stands in the query text: character offsets, the end not included. */
public record Span(int start, int end) {

    /** Both and what lies between. */
    static Span of(Span first, Span last) {
        return new Span(first.start, last.end);
    }

    /** Line and column of the start, {@code 1:5}; columns count UTF-8 bytes as Prometheus' do. */
    public String startIn(String text) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < Math.min(start, text.length()); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                line++;
                column = 1;
            } else {
                column += utf8Length(c);
            }
        }
        return line + ":" + column;
    }

    private static int utf8Length(char c) {
        if (c < 0x80) {
            return 1;
        }
        // Each half of a surrogate pair counts for two of the four bytes.
        return c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
}
