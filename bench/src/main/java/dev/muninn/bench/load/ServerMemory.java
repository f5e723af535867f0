package dev.muninn.bench.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.function.Predicate;

/**
 * Where a server's memory is, by the JVM figures on its own page of metrics.
 *
 * @param heapBytes used of the heap at the moment, garbage included
 * @param heapLeftBytes used of the heap when its pools were last collected
 * @param directBytes buffers outside of the heap
 * @param mappedBytes files that are mapped, resident or not
 */
record ServerMemory(
        double heapBytes, double heapLeftBytes, double directBytes, double mappedBytes) {

    /** Reads the page at {@code /metrics} of the server that has the given page. */
    static ServerMemory read(HttpClient http, URI anyPage)
            throws IOException, InterruptedException {
        HttpRequest get = HttpRequest.newBuilder(anyPage.resolve("/metrics")).build();
        String page = http.send(get, HttpResponse.BodyHandlers.ofString()).body();
        return new ServerMemory(
                sum(page, line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\"")),
                sum(page, line -> line.startsWith("jvm_memory_pool_collection_used_bytes{")),
                sum(page, line -> line.startsWith("jvm_buffer_pool_used_bytes{pool=\"direct\"")),
                sum(page, line -> line.startsWith("jvm_buffer_pool_used_bytes{pool=\"mapped\"")));
    }

    private static double sum(String page, Predicate<String> isWanted) {
        return page.lines()
                .filter(isWanted)
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
