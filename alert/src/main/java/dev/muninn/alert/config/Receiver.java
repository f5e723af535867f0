package dev.muninn.alert.config;

import java.util.List;
import java.util.Map;

/** Who is told, and in which ways. */
public record Receiver(String name, Map<String, String> labels, List<ChannelConfig> channels) {}
