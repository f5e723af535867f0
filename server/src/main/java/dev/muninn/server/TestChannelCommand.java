package dev.muninn.server;

import dev.muninn.alert.ChannelTest;
import dev.muninn.alert.ChannelTests;
import dev.muninn.alert.options.NotifyOptions;
import dev.muninn.model.SystemClock;
import dev.muninn.server.options.MuninnOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends a test over channels and says what the other side answered. */
@Command(
        name = "test-channel",
        mixinStandardHelpOptions = true,
        description = {
            "Sends a marked test over the channels of an alertmanager.yml and shows the answers.",
            "Like the server it sends nothing into alerting.denied-networks."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All tests arrived.",
            "1:One did not, or there is no such channel.",
            "2:The command line or the file is wrong."
        })
final class TestChannelCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "FILE", description = "An alertmanager.yml.")
    private Path file = Path.of("alertmanager.yml");

    @Parameters(
            index = "1..*",
            paramLabel = "NAME",
            description = "Receivers, or channels like ops/slack[0]; without any all are tested.")
    private List<String> names = List.of();

    @Mixin private ConfigurationFlags flags = new ConfigurationFlags();

    @Option(
            names = "--dry-run",
            description = "Only names the channels that would be tested; sends nothing.")
    private boolean isDryRun;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        NotifyOptions options = MuninnOptions.of(flags.load(System.getenv())).alerting();
        ChannelTests tests =
                ChannelTests.of(
                        options.withConfig(file.toString()), out::println, SystemClock.INSTANCE);
        List<String> channels = tests.channels(names);
        if (isDryRun) {
            channels.forEach(out::println);
            return Exit.OK;
        }
        int failed = 0;
        for (String channel : channels) {
            ChannelTest test = tests.run(channel);
            print(out, test);
            failed += test.isTold() ? 0 : 1;
        }
        out.printf("%d of %d arrived%n", channels.size() - failed, channels.size());
        return failed == 0 ? Exit.OK : Exit.FAILED;
    }

    private static void print(PrintWriter out, ChannelTest test) {
        if (test.isTold()) {
            out.printf("%s arrived after %.0f ms%n", test.channel(), test.latencyMillis());
            return;
        }
        out.printf("%s did not arrive%n", test.channel());
        if (!test.advice().isEmpty()) {
            out.println("  " + test.advice());
        }
        out.println("  answer: " + test.answer());
    }
}
