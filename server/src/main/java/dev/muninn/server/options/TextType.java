package dev.muninn.server.options;

/** Any text; {@code form} says in words what it should be. */
record TextType(String form) implements OptionType<String> {

    @Override
    public String parse(String text) {
        return text;
    }

    @Override
    public String print(String value) {
        return value;
    }
}
