package dev.muninn.server.options;

import dev.muninn.model.UserInfo;

/** An address that whoever knows it may use: only its server is shown again. */
record SecretAddressType(String form) implements OptionType<String> {

    @Override
    public String parse(String text) {
        return text;
    }

    /** As {@link TargetType}, not the text that was parsed. */
    @Override
    public String print(String value) {
        return UserInfo.replacedBy("***", value).replaceFirst("(://[^/]+/).+", "$1***");
    }
}
