package dev.muninn.web;

import dev.muninn.model.Matcher;
import dev.muninn.model.TimeRange;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Care of a store that is not there: keeps what it was asked. */
final class RecordedCare implements StoreCare {

    final List<String> calls = new CopyOnWriteArrayList<>();

    @Override
    public void flush() {
        calls.add("flush");
    }

    @Override
    public void compact() {
        calls.add("compact");
    }

    @Override
    public void delete(List<Matcher> matchers, TimeRange range) {
        calls.add("delete " + matchers + " " + range);
    }

    @Override
    public String snapshot() {
        calls.add("snapshot");
        return "copy";
    }
}
