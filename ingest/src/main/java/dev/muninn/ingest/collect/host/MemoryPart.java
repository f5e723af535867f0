package dev.muninn.ingest.collect.host;

import dev.muninn.ingest.collect.Part;
import dev.muninn.ingest.collect.SampleFrame;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The kernel's account of memory, from {@code /proc/meminfo}. */
final class MemoryPart implements Part {

    private final KernelFile file;

    /** Metric names by the file's words, so that none is built twice. */
    private final Map<String, String> byteNames = new HashMap<>();

    MemoryPart(Path proc) {
        file = new KernelFile(proc.resolve("meminfo"));
    }

    @Override
    public String name() {
        return "meminfo";
    }

    @Override
    public void collect(SampleFrame into) throws IOException {
        for (ByteCursor text = file.read(); text.hasMore(); text.nextLine()) {
            String field = text.until(':');
            long value = text.number();
            boolean isKilobytes = text.hasWord() && text.startsWith("kB");
            if (field.isEmpty()) {
                continue;
            }
            String name = isKilobytes ? byteName(field) : "node_memory_" + cleaned(field);
            into.gauge(
                    name,
                    "Memory information field " + name.substring("node_memory_".length()) + ".",
                    isKilobytes ? 1024.0 * value : value);
        }
    }

    private String byteName(String field) {
        return byteNames.computeIfAbsent(field, key -> "node_memory_" + cleaned(key) + "_bytes");
    }

    /** {@code Active(anon)} is {@code Active_anon}. */
    private static String cleaned(String field) {
        return field.replace('(', '_').replace(")", "");
    }
}
