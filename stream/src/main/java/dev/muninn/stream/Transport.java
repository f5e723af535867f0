package dev.muninn.stream;

/** The ways to a viewer. */
public enum Transport {
    BINARY_SOCKET(Form.BINARY),
    JSON_SOCKET(Form.JSON),
    /** Server-sent events. */
    EVENTS(Form.JSON);

    private final Form form;

    Transport(Form form) {
        this.form = form;
    }

    /** In which form data goes this way. */
    Form form() {
        return form;
    }
}
