package dev.muninn.alert.template;

/** A text that its author says is HTML already. */
record SafeText(String text) {

    @Override
    public String toString() {
        return text;
    }
}
