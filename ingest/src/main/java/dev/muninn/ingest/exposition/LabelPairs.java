package dev.muninn.ingest.exposition;

import dev.muninn.ingest.wire.ProtobufCursor;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import java.util.HashSet;
import java.util.Set;

/** Gathers labels of messages {@code LabelPair}; confined to one thread. */
final class LabelPairs {

    private static final int NAME = 1 << 3 | ProtobufCursor.BYTES;
    private static final int VALUE = 2 << 3 | ProtobufCursor.BYTES;

    private final Set<String> names = new HashSet<>();
    private Labels.Builder labels = Labels.builder();

    void clear() {
        names.clear();
        labels = Labels.builder();
    }

    /** Takes the pair whose tag was just read. */
    void take(ProtobufCursor in) {
        String name = "";
        String value = "";
        int outer = in.enter();
        while (in.hasMore()) {
            int tag = in.tag();
            switch (tag) {
                case NAME -> name = in.readUtf8();
                case VALUE -> value = in.readUtf8();
                default -> in.skip(tag);
            }
        }
        in.leave(outer);
        add(name, value);
    }

    void add(String name, String value) {
        if (name.isEmpty()) {
            throw MuninnException.badInput("label name is empty");
        }
        if (!names.add(name)) {
            throw MuninnException.badInput("label name \"" + name + "\" is not unique");
        }
        labels.set(name, value);
    }

    Labels labels() {
        return labels.build();
    }
}
