package dev.muninn.server.options;

import java.util.Locale;

/** On or off. */
record BooleanType() implements OptionType<Boolean> {

    @Override
    public String form() {
        return "true or false";
    }

    @Override
    public Boolean parse(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default -> throw new IllegalArgumentException("neither");
        };
    }

    @Override
    public String print(Boolean value) {
        return value.toString();
    }
}
