package dev.muninn.server;

import dev.muninn.alert.Notifier;
import dev.muninn.alert.options.NotifyOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says who would be told of an alert. */
@Command(
        name = "check-routes",
        mixinStandardHelpOptions = true,
        description = "Checks an alertmanager.yml and says who would be told of an alert.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:The file is valid, and the receivers are as expected.",
            "1:The file is missing, or others than expected would be told.",
            "2:The command line or the file is wrong."
        })
final class CheckRoutesCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "FILE", description = "An alertmanager.yml.")
    private Path file = Path.of("alertmanager.yml");

    @Parameters(
            index = "1..*",
            paramLabel = "NAME=VALUE",
            description = "Labels of the alert; without any only the file is checked.")
    private Map<String, String> labels = new LinkedHashMap<>();

    @Option(
            names = "--verify-receivers",
            split = ",",
            paramLabel = "NAME",
            description = "Who is expected to be told, in this order.")
    private List<String> expected = List.of();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        NotifyOptions options = NotifyOptions.of(file.toString());
        List<String> receivers = Notifier.receiversOf(options, labels);
        if (labels.isEmpty() && expected.isEmpty()) {
            out.println(file + ": valid");
            return Exit.OK;
        }
        out.println(String.join(",", receivers));
        if (!expected.isEmpty() && !expected.equals(receivers)) {
            out.println("expected " + String.join(",", expected));
            return Exit.FAILED;
        }
        return Exit.OK;
    }
}
