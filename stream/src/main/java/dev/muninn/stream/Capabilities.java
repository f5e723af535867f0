package dev.muninn.stream;

/**
 * What a client can do with what it is sent.
 *
 * @param inflates it unpacks what was deflated
 * @param hearsEvents it wants to be told what happens beside its views
 */
public record Capabilities(boolean inflates, boolean hearsEvents) {

    /** Of a client that says nothing. */
    public static final Capabilities NONE = new Capabilities(false, false);
}
