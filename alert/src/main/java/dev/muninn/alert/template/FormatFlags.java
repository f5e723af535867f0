package dev.muninn.alert.template;

/** What stands between the percent sign and the verb; set anew for each verb. */
final class FormatFlags {

    static final int NONE = -1;

    boolean plus;
    boolean minus;
    boolean sharp;
    boolean space;
    boolean zero;

    /** As {@code %+v}: names of fields are shown. */
    boolean showsNames;

    /** As {@code %#v}: values are shown as Go source. */
    boolean showsSource;

    int width = NONE;
    int precision = NONE;

    void clear() {
        plus = false;
        minus = false;
        sharp = false;
        space = false;
        zero = false;
        showsNames = false;
        showsSource = false;
        width = NONE;
        precision = NONE;
    }

    /** Takes a flag's character; whether it is one. */
    boolean take(char flag) {
        switch (flag) {
            case '+' -> plus = true;
            case '-' -> minus = true;
            case '#' -> sharp = true;
            case ' ' -> space = true;
            case '0' -> zero = true;
            default -> {
                return false;
            }
        }
        return true;
    }

    /** With the verb {@code v}, two flags mean something else. */
    void forVerb(char verb) {
        if (verb == 'v') {
            showsSource = sharp;
            sharp = false;
            showsNames = plus;
            plus = false;
        }
    }

    String padded(String text) {
        return padded(text, zero);
    }

    /** The text at the width that was asked for; zeros fill up on the left only. */
    String padded(String text, boolean byZeros) {
        int missing = width - text.codePointCount(0, text.length());
        if (missing <= 0) {
            return text;
        }
        return minus ? text + " ".repeat(missing) : (byZeros ? "0" : " ").repeat(missing) + text;
    }
}
