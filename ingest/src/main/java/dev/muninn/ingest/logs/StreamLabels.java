package dev.muninn.ingest.logs;

import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;

/** Reads the labels of a stream as Loki's protobuf has them: {@code {app="shop", env="prod"}}. */
final class StreamLabels {

    private final String text;
    private int at;

    private StreamLabels(String text) {
        this.text = text;
    }

    /**
     * Reads labels.
     *
     * @throws MuninnException of kind BAD_INPUT with the place of the mistake
     */
    static Labels parse(String text) {
        return new StreamLabels(text).read();
    }

    private Labels read() {
        Labels.Builder labels = Labels.builder();
        require('{');
        skipBlanks();
        while (peek() != '}') {
            String name = name();
            require('=');
            skipBlanks();
            if (!labels.get(name).isEmpty()) {
                throw fault("label " + name + " occurs twice");
            }
            labels.set(name, quoted());
            skipBlanks();
            if (peek() != ',') {
                break;
            }
            at++;
            skipBlanks();
        }
        require('}');
        skipBlanks();
        if (at < text.length()) {
            throw fault("expected the end");
        }
        return labels.build();
    }

    private int peek() {
        return at < text.length() ? text.charAt(at) : -1;
    }

    private void skipBlanks() {
        while (peek() == ' ' || peek() == '\t') {
            at++;
        }
    }

    private void require(char c) {
        skipBlanks();
        if (peek() != c) {
            throw fault("expected " + c);
        }
        at++;
    }

    private String name() {
        int start = at;
        while (at < text.length() && "=,{} \"".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        if (at == start) {
            throw fault("expected a label name");
        }
        return text.substring(start, at);
    }

    private String quoted() {
        require('"');
        StringBuilder value = new StringBuilder();
        while (peek() >= 0 && peek() != '"') {
            char c = text.charAt(at++);
            if (c == '\\' && at < text.length()) {
                char escaped = text.charAt(at++);
                c =
                        switch (escaped) {
                            case 'n' -> '\n';
                            case 't' -> '\t';
                            case 'r' -> '\r';
                            default -> escaped;
                        };
            }
            value.append(c);
        }
        require('"');
        return value.toString();
    }

    private MuninnException fault(String what) {
        return MuninnException.badInput(
                "stream labels " + text + ": " + what + " at character " + (at + 1));
    }
}
