package dev.muninn.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.catalog.DocumentText;
import dev.muninn.model.MuninnException;
import dev.muninn.model.MuninnException.Kind;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Imports dashboards of Grafana into a running server. */
@Command(
        name = "import-dashboard",
        mixinStandardHelpOptions = true,
        description = {
            "Imports dashboards of Grafana into a running Muninn.",
            "Every option that is not taken over is told, with its place in the file."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All files were imported, or could be.",
            "1:A file was refused, or the server does not answer.",
            "2:The command line is wrong."
        })
final class ImportDashboardCommand implements Callable<Integer> {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Dashboards in JSON.")
    private List<Path> files = List.of();

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "The running server; default ${DEFAULT-VALUE}.")
    private URI server = URI.create("http://127.0.0.1:7171");

    @Option(names = "--dry-run", description = "Tells what would come of it and saves nothing.")
    private boolean isDryRun;

    @Option(names = "--strict", description = "Saves only where nothing is lost.")
    private boolean isStrict;

    @Option(names = "--overwrite", description = "Saves over a dashboard with the same uid.")
    private boolean mayOverwrite;

    @Option(names = "--folder", paramLabel = "UID", description = "The folder to save in.")
    private String folder = "";

    @Option(
            names = "--input",
            paramLabel = "NAME=VALUE",
            description = "A constant that the dashboard asks for; as often as needed.")
    private Map<String, String> inputs = new TreeMap<>();

    @Override
    public Integer call() throws InterruptedException {
        int status = Exit.OK;
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
            for (Path file : files) {
                status = Math.max(status, send(http, file) ? Exit.OK : Exit.FAILED);
            }
        }
        return status;
    }

    private boolean send(HttpClient http, Path file) throws InterruptedException {
        HttpRequest request;
        try {
            request =
                    HttpRequest.newBuilder(target())
                            .timeout(TIMEOUT)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(Files.readString(file)))
                            .build();
        } catch (IOException e) {
            spec.commandLine().getErr().printf("%s: cannot be read: %s%n", file, e.getMessage());
            return false;
        }
        try {
            HttpResponse<String> answer =
                    http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            return tell(file, answer.statusCode(), DocumentText.readJson(answer.body()));
        } catch (IOException e) {
            throw new MuninnException(
                    Kind.UNAVAILABLE,
                    "%s does not answer (%s): start Muninn, or name another server with --server URL"
                            .formatted(server, e.getMessage() == null ? e : e.getMessage()),
                    e);
        }
    }

    private URI target() {
        StringBuilder query = new StringBuilder("/api/v1/import/grafana?save=").append(!isDryRun);
        query.append("&strict=").append(isStrict).append("&overwrite=").append(mayOverwrite);
        if (!folder.isEmpty()) {
            query.append("&folder=").append(encoded(folder));
        }
        inputs.forEach(
                (name, value) ->
                        query.append("&input.")
                                .append(encoded(name))
                                .append('=')
                                .append(encoded(value)));
        return server.resolve(query.toString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private boolean tell(Path file, int status, JsonNode answer) {
        PrintWriter out = spec.commandLine().getOut();
        JsonNode data = answer.path("data");
        if (!data.has("counts")) {
            spec.commandLine().getErr().printf("%s: %s%n", file, answer.path("error").asText());
            return false;
        }
        JsonNode counts = data.path("counts");
        boolean isRefused = status == 422;
        String end =
                isRefused
                        ? "not saved, something would be lost"
                        : data.path("saved").asBoolean()
                                ? "saved as " + server.resolve("/d/" + uid(data))
                                : "not saved, this was a dry run";
        out.printf(
                "%s: \"%s\", %d of %d panels native, %d rows, %d queries (%d PromQL), %d variables: %s%n",
                file,
                data.path("dashboard").path("spec").path("title").asText(),
                counts.path("native").asInt(),
                counts.path("panels").asInt(),
                counts.path("rows").asInt(),
                counts.path("queries").asInt(),
                counts.path("promql").asInt(),
                counts.path("variables").asInt(),
                end);
        for (JsonNode loss : data.path("report")) {
            out.printf(
                    "  %-4s  %s: %s%n",
                    loss.path("severity").asText(),
                    loss.path("pointer").asText(),
                    loss.path("reason").asText());
        }
        return !isRefused;
    }

    private static String uid(JsonNode data) {
        return data.path("dashboard").path("metadata").path("uid").asText();
    }
}
