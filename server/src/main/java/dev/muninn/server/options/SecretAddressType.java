package dev.muninn.server.options;

/** An address that whoever knows it may use: only its server is shown again. */
record SecretAddressType(String form) implements OptionType<String> {

    @Override
    public String parse(String text) {
        return text;
    }

    /** As {@link TargetType}, not the text that was parsed. */
    @Override
    public String print(String value) {
        return value.replaceFirst("//[^/]*@", "//***@").replaceFirst("(://[^/]+/).+", "$1***");
    }
}
