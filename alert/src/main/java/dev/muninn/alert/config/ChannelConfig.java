package dev.muninn.alert.config;

/**
 * One channel of a receiver.
 *
 * @param index its place among those of its type
 * @param settings its own, and where it has none the global ones
 */
public record ChannelConfig(
        String receiver, ChannelType type, int index, boolean sendsResolved, Settings settings) {

    /** What tells channels apart: {@code ops/slack[0]}. */
    public String name() {
        return receiver + "/" + type.word() + "[" + index + "]";
    }
}
