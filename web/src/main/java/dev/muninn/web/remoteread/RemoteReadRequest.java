package dev.muninn.web.remoteread;

import dev.muninn.model.Matcher;
import dev.muninn.model.MuninnException;
import dev.muninn.model.TimeRange;
import dev.muninn.query.Queries;
import dev.muninn.web.http.Call;
import dev.muninn.web.query.WrittenMatcher;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.xerial.snappy.Snappy;

/**
 * What another Prometheus wants to read.
 *
 * @param wantsChunks whether it prefers a stream of chunks to samples
 */
record RemoteReadRequest(List<Question> questions, boolean wantsChunks) {

    record Question(TimeRange range, List<Matcher> matchers) {}

    /** Reads requests. */
    static final class Reader {

        /** A question is matchers and two times; this is thousands of them. */
        private static final int MAX_REQUEST_BYTES = 1 << 20;

        private static final int CHUNKS = 1;

        private static final String[] OPERATORS = {"=", "!=", "=~", "!~"};

        private final Queries queries;

        Reader(Queries queries) {
            this.queries = queries;
        }

        RemoteReadRequest read(Call call) {
            ProtoReader reader = new ProtoReader(decompressed(call));
            List<Question> questions = new ArrayList<>();
            long firstChoice = -1;
            for (int field = reader.next(); field != 0; field = reader.next()) {
                if (field == 1) {
                    questions.add(question(reader.message()));
                } else if (field == 2 && firstChoice < 0) {
                    firstChoice = reader.firstNumber();
                } else {
                    reader.skip();
                }
            }
            return new RemoteReadRequest(questions, firstChoice == CHUNKS);
        }

        private static byte[] decompressed(Call call) {
            byte[] body = new byte[call.body().remaining()];
            call.body().get(body);
            try {
                // The length stands first and is only a claim: it is looked at before it is
                // believed.
                if (Snappy.uncompressedLength(body) > MAX_REQUEST_BYTES) {
                    throw MuninnException.badInput(
                            "a remote read request has at most " + MAX_REQUEST_BYTES + " bytes");
                }
                return Snappy.uncompress(body);
            } catch (IOException e) {
                throw new MuninnException(
                        MuninnException.Kind.BAD_INPUT,
                        "the body is not snappy: send raw blocks",
                        e);
            }
        }

        private Question question(ProtoReader reader) {
            long from = 0;
            long to = 0;
            List<Matcher> matchers = new ArrayList<>();
            for (int field = reader.next(); field != 0; field = reader.next()) {
                switch (field) {
                    case 1 -> from = reader.number();
                    case 2 -> to = reader.number();
                    case 3 -> matchers.add(matcher(reader.message()));
                    default -> reader.skip();
                }
            }
            if (matchers.isEmpty()) {
                throw MuninnException.badInput("a remote read query needs a matcher");
            }
            return new Question(new TimeRange(from, to), matchers);
        }

        private Matcher matcher(ProtoReader reader) {
            long type = 0;
            String name = "";
            String value = "";
            for (int field = reader.next(); field != 0; field = reader.next()) {
                switch (field) {
                    case 1 -> type = reader.number();
                    case 2 -> name = reader.string();
                    case 3 -> value = reader.string();
                    default -> reader.skip();
                }
            }
            if (type == 0) {
                return Matcher.equal(name, value);
            }
            if (type == 1) {
                return Matcher.notEqual(name, value);
            }
            if (type < 0 || type >= OPERATORS.length) {
                throw MuninnException.badInput("unknown type of matcher: " + type);
            }
            return WrittenMatcher.parse(queries, name, OPERATORS[(int) type], value);
        }
    }
}
