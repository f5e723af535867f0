package dev.muninn.ingest.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.muninn.model.MuninnException;

/** What all pushed bodies of JSON are held to, and how their faults are told. */
public final class PushedJson {

    /** Messages and lists of a request and of nested attribute values. */
    private static final int MAX_NESTING = 64;

    private static final int MAX_NUMBER_LENGTH = 400;
    private static final int MAX_STRING_LENGTH = 5_000_000;

    /** Makes parsers that end at these bounds. */
    public static final JsonFactory FACTORY = bounded().build();

    private PushedJson() {}

    /** A factory with these bounds, for further settings. */
    public static JsonFactoryBuilder bounded() {
        return new JsonFactoryBuilder()
                .streamReadConstraints(
                        StreamReadConstraints.builder()
                                .maxNestingDepth(MAX_NESTING)
                                .maxNumberLength(MAX_NUMBER_LENGTH)
                                .maxStringLength(MAX_STRING_LENGTH)
                                .build());
    }

    /** The refusal of what stands where the parser is. */
    public static MuninnException fault(JsonParser json, String what) {
        return MuninnException.badInput(
                "JSON at line "
                        + json.currentLocation().getLineNr()
                        + ", column "
                        + json.currentLocation().getColumnNr()
                        + ": "
                        + what);
    }
}
