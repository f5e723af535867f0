package dev.muninn.server.options;

import dev.muninn.model.UserInfo;

/** The URL of a target, whose user and password are not shown again. */
record TargetType(String form) implements OptionType<String> {

    @Override
    public String parse(String text) {
        return text;
    }

    /** Unlike for other types, not the text that was parsed: passwords are never printed. */
    @Override
    public String print(String value) {
        return UserInfo.replacedBy("***", value);
    }
}
