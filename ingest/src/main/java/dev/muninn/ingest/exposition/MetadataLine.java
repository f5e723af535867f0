package dev.muninn.ingest.exposition;

/** What the metadata lines of all formats share. */
final class MetadataLine {

    private MetadataLine() {}

    /** Reads a metric name, which may be in quotes. */
    static String readMetricName(TextCursor in, String keyword) {
        int start = in.at;
        if (in.peek() == '"' && in.skipQuoted((byte) 0)) {
            return in.unescaped(start + 1, in.at - 1, true);
        }
        if (!in.skipMetricName()) {
            throw in.expected("metric name after " + keyword);
        }
        return in.utf8(start, in.at);
    }
}
