package dev.muninn.server;

import dev.muninn.ingest.Backfill;
import dev.muninn.model.MuninnException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends the samples of a file to a running server. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Sends CSV, OpenMetrics text or a Prometheus block to a running server.",
            "An import that was ended goes on where it was when it is started again."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All samples were taken.",
            "1:The server cannot be reached or refused samples, or the file cannot be read.",
            "2:The command line or the file is wrong."
        })
final class ImportCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "The file, or the folder of a block.")
    private Path file = Path.of("");

    @Option(
            names = "--format",
            paramLabel = "NAME",
            description = "csv, openmetrics or prometheus-block; else by the file's name.")
    private @Nullable String format;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Where remote write is taken (default: ${DEFAULT-VALUE}).",
            defaultValue = "http://127.0.0.1:7171/api/v1/write")
    private URI url = URI.create("http://127.0.0.1:7171/api/v1/write");

    @Option(
            names = "--state",
            paramLabel = "FILE",
            description = "Where progress is noted (default: FILE.muninn-import beside the file).")
    private @Nullable Path state;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Path path = file.toAbsolutePath().normalize();
        Path stateFile = state;
        if (stateFile == null) {
            stateFile = path.resolveSibling(path.getFileName() + ".muninn-import");
        }
        ProgressBar bar = new ProgressBar(out, Boolean.getBoolean("muninn.terminal"));
        try (Backfill backfill = Backfill.open(path, formatOf(path), stateFile, url)) {
            Backfill.Outcome outcome = backfill.run(bar::show);
            bar.end();
            return tell(outcome, out);
        }
    }

    private Backfill.Format formatOf(Path path) {
        if (format == null) {
            return Backfill.formatOf(path);
        }
        String word = format.toUpperCase(Locale.ROOT).replace('-', '_');
        for (Backfill.Format known : Backfill.Format.values()) {
            if (known.name().equals(word)) {
                return known;
            }
        }
        throw MuninnException.badInput(
                "--format " + format + ": use csv, openmetrics or prometheus-block");
    }

    private static int tell(Backfill.Outcome outcome, PrintWriter out) {
        out.printf(Locale.ROOT, "%,d samples sent.%n", outcome.samples());
        if (!outcome.passedOver().isEmpty()) {
            out.printf("Not sent: %s.%n", outcome.passedOver());
        }
        if (outcome.refusals() == 0) {
            return Exit.OK;
        }
        out.printf(
                Locale.ROOT,
                "The server refused some of them in %,d requests; the first time it said: %s%n",
                outcome.refusals(),
                outcome.firstRefusal());
        return Exit.FAILED;
    }
}
