package dev.muninn.bench.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** A server that is asked over HTTP and watched from outside. */
record MeasuredServer(String name, String address, ServerProcess process) {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Of {@code name=address=pid}. */
    static MeasuredServer parse(String text) {
        String[] parts = text.split("=", 3);
        return new MeasuredServer(parts[0], parts[1], new ServerProcess(Long.parseLong(parts[2])));
    }

    /** The body of the answer to a path with its parameters; an answer but 200 is a failure. */
    String ask(String path) throws IOException, InterruptedException {
        return response(path).body();
    }

    HttpResponse<String> response(String path) throws IOException, InterruptedException {
        HttpResponse<String> response =
                HTTP.send(
                        HttpRequest.newBuilder(URI.create(address + path)).GET().build(),
                        HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(name + " answered " + response.body() + " to " + path);
        }
        return response;
    }

    /** Waits until the server does next to nothing of its own: flushes and merges are over. */
    void awaitIdle() throws InterruptedException {
        for (int i = 0; i < 60; i++) {
            double before = process.cpuSeconds();
            Thread.sleep(1000);
            if (process.cpuSeconds() - before < 0.05) {
                return;
            }
        }
    }
}
