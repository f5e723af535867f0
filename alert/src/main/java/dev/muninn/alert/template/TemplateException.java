package dev.muninn.alert.template;

/** A template that cannot be read, or that failed while it ran; the message says where and why. */
public final class TemplateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TemplateException(String message) {
        super(message);
    }
}
