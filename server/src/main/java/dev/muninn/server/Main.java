package dev.muninn.server;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line: {@code muninn [COMMAND] [OPTIONS]}; without a command it serves. */
@Command(
        name = "muninn",
        description = "Metrics of machines, services and pipelines: stored, queried, shown live.",
        subcommands = {
            ServeCommand.class,
            CheckConfigCommand.class,
            ImportCommand.class,
            CheckRulesCommand.class,
            TestRulesCommand.class,
            CheckRoutesCommand.class,
            TestChannelCommand.class,
            BackupCommand.class,
            VerifyBackupCommand.class,
            RestoreCommand.class,
            ImportDashboardCommand.class,
            VersionCommand.class,
            WarmUpCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "[COMMAND]",
        footer = {
            "",
            "Without a command Muninn serves: 'muninn --data DIR' is 'muninn serve --data DIR'.",
            "'muninn COMMAND --help' explains a command."
        })
final class Main implements Runnable {

    @Spec private CommandSpec spec = CommandSpec.create();

    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, err, arguments));
    }

    /** Runs one command and returns its {@link Exit} code. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .setUsageHelpWidth(100)
                .setParameterExceptionHandler(Main::explainWrongUse)
                .setExecutionExceptionHandler(
                        (failure, command, parsed) -> Exit.explain(failure, command.getErr()))
                .execute(withCommand(arguments));
    }

    /** Adds "serve" where no command is named. */
    private static String[] withCommand(String[] arguments) {
        boolean isAboutMuninn =
                arguments.length == 1
                        && Stream.of("-h", "--help", "-V", "--version")
                                .anyMatch(arguments[0]::equals);
        if (isAboutMuninn || (arguments.length > 0 && !arguments[0].startsWith("-"))) {
            return arguments;
        }
        return Stream.concat(Stream.of("serve"), Arrays.stream(arguments)).toArray(String[]::new);
    }

    private static int explainWrongUse(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        command.getErr()
                .printf(
                        "muninn: %s: '%s --help' explains.%n",
                        wrong.getMessage(), command.getCommandSpec().qualifiedName());
        return Exit.WRONG_USE;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
