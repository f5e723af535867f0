package dev.muninn.ingest.logs;

/** Turns lines of one form into figures; used by one thread at a time. */
interface LogRule {

    String name();

    /** Whether the line was of this rule's form. */
    boolean apply(LogLine line, RuleSeries into);
}
