package dev.muninn.ingest.access;

import dev.muninn.model.MuninnException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** How a job signs in at its targets. */
public sealed interface Credentials {

    /** No sign-in. */
    record None() implements Credentials {}

    /** User name and password. */
    record Basic(String user, Secret password) implements Credentials {}

    /** A scheme, mostly Bearer, and a token. */
    record Token(String scheme, Secret token) implements Credentials {}

    /** Client credentials that get a token at a URL. */
    record OAuth2(
            String clientId,
            Secret secret,
            String tokenUrl,
            List<String> scopes,
            Map<String, String> parameters)
            implements Credentials {}

    /** A secret's text, or the file that holds it; a file is read again for every scrape. */
    record Secret(String text, String file) {

        public static final Secret NONE = new Secret("", "");

        public static Secret ofFile(String file) {
            return new Secret("", file);
        }

        public boolean isEmpty() {
            return text.isEmpty() && file.isEmpty();
        }

        /**
         * The secret itself.
         *
         * @throws MuninnException of kind UNAVAILABLE if its file cannot be read
         */
        public String reveal() {
            if (file.isEmpty()) {
                return text;
            }
            try {
                return Files.readString(Path.of(file)).strip();
            } catch (IOException e) {
                throw new MuninnException(
                        MuninnException.Kind.UNAVAILABLE, "cannot read file " + file, e);
            }
        }

        @Override
        public String toString() {
            return "<secret>";
        }
    }

    /** The value of the Authorization header, empty where none is to be sent or it is asked for. */
    default String header() {
        return switch (this) {
            case None(), OAuth2(var _, var _, var _, var _, var _) -> "";
            case Basic(String user, Secret password) ->
                    "Basic "
                            + Base64.getEncoder()
                                    .encodeToString(
                                            (user + ":" + password.reveal())
                                                    .getBytes(StandardCharsets.UTF_8));
            case Token(String scheme, Secret token) -> scheme + " " + token.reveal();
        };
    }
}
