package dev.muninn.server;

import dev.muninn.server.options.Configuration;
import dev.muninn.server.options.MuninnOptions;
import dev.muninn.server.options.OptionTable;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Explains the configuration: what is in effect and from where, or every mistake in it. */
@Command(
        name = "check-config",
        mixinStandardHelpOptions = true,
        description = "Checks the configuration and prints every value with where it was set.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:The configuration is valid.", "2:It is not; every mistake is named."})
final class CheckConfigCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private ConfigurationFlags flags = new ConfigurationFlags();

    @Option(names = "--keys", description = "Explains all keys instead.")
    private boolean keys;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (keys) {
            OptionTable.STANDARD.explain(out);
            return Exit.OK;
        }
        Configuration configuration = flags.load(System.getenv());
        MuninnOptions.of(configuration);
        int width =
                configuration.lines().stream()
                        .mapToInt(line -> line.key().length())
                        .max()
                        .orElse(1);
        for (Configuration.Line line : configuration.lines()) {
            String value = line.value().isEmpty() ? "-" : line.value();
            out.printf("%-" + width + "s  %-24s  %s%n", line.key(), value, line.origin());
        }
        out.printf(
                "The configuration is valid; %s.%n",
                configuration
                        .file()
                        .map(file -> "read from " + file)
                        .orElse("no configuration file was found or named"));
        return Exit.OK;
    }
}
