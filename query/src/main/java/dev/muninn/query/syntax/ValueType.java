package dev.muninn.query.syntax;

/** The type of an expression's value. */
public enum ValueType {
    SCALAR("scalar"),
    STRING("string"),
    VECTOR("instant vector"),
    MATRIX("range vector");

    private final String words;

    ValueType(String words) {
        this.words = words;
    }

    /** The words of error messages. */
    public String words() {
        return words;
    }
}
