package dev.muninn.stream;

import dev.muninn.stream.frame.Form;
import dev.muninn.stream.frame.Frame;
import java.nio.ByteBuffer;

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

    /** A frame as it is on this transport. */
    ByteBuffer layOut(Frame frame) {
        return this == EVENTS ? frame.asEvent() : frame.onWire();
    }
}
