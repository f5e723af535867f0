package dev.muninn.ingest;

import dev.muninn.ingest.otlp.DeltaSums;
import dev.muninn.ingest.otlp.Naming;
import dev.muninn.ingest.otlp.OtlpDecoder;
import dev.muninn.ingest.remotewrite.RemoteWriteVersion;
import dev.muninn.ingest.remotewrite.SymbolizedRequestDecoder;
import dev.muninn.ingest.remotewrite.WriteRequestDecoder;
import dev.muninn.model.MuninnException;
import java.util.Locale;
import java.util.function.Supplier;

/** Makes the decoders of each protocol: by the request's content type where there are several. */
final class PushDecoders {

    private PushDecoders() {}

    static PushDecoder remoteWrite() {
        WriteRequestDecoder first = new WriteRequestDecoder();
        SymbolizedRequestDecoder second = new SymbolizedRequestDecoder();
        return (request, body, into, rejections) -> {
            switch (RemoteWriteVersion.of(request.contentType())) {
                case ONE -> first.decode(body, into, rejections);
                case TWO -> second.decode(body, into, rejections);
            }
        };
    }

    static Supplier<PushDecoder> otlp(OtlpOptions options) {
        DeltaSums deltas = new DeltaSums(options.maxDeltaSeries());
        Naming naming = options.translatesNames() ? Naming.UNDERSCORES : Naming.AS_SENT;
        return () -> {
            OtlpDecoder decoder = new OtlpDecoder(options.promotedAttributes(), naming, deltas);
            return (request, body, into, rejections) -> {
                switch (mediaType(request)) {
                    case "application/x-protobuf", "application/protobuf" ->
                            decoder.decodeProtobuf(body, into, rejections);
                    case "application/json" -> decoder.decodeJson(body, into, rejections);
                    default ->
                            throw MuninnException.badInput(
                                    "content type \""
                                            + request.contentType()
                                            + "\": send application/x-protobuf or"
                                            + " application/json");
                }
            };
        };
    }

    /** The content type without its parameters, in lower case. */
    private static String mediaType(PushRequest request) {
        int parameters = request.contentType().indexOf(';');
        String type =
                parameters < 0
                        ? request.contentType()
                        : request.contentType().substring(0, parameters);
        return type.strip().toLowerCase(Locale.ROOT);
    }
}
