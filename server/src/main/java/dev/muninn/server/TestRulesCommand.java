package dev.muninn.server;

import dev.muninn.alert.RuleTests;
import dev.muninn.alert.options.RuleOptions;
import dev.muninn.model.MuninnException;
import dev.muninn.model.SystemClock;
import dev.muninn.query.QueryOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs unit tests of rules. */
@Command(
        name = "test-rules",
        mixinStandardHelpOptions = true,
        description = "Runs unit tests of rules, in the form of promtool's test files.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All tests give what they expect.",
            "1:Some do not, or a file is missing or wrong.",
            "2:The command line is wrong."
        })
final class TestRulesCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Test files.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--coverage", description = "Names the alerts that never fired in a test.")
    private boolean coverage;

    @Override
    public Integer call() {
        RuleTests tests =
                new RuleTests(RuleOptions.DEFAULTS, QueryOptions.DEFAULTS, SystemClock.INSTANCE);
        boolean isWell = true;
        for (Path file : files) {
            isWell &= run(tests, file, spec.commandLine().getOut());
        }
        return isWell ? Exit.OK : Exit.FAILED;
    }

    private boolean run(RuleTests tests, Path file, PrintWriter out) {
        RuleTests.Result result;
        try {
            result = tests.run(file);
        } catch (MuninnException e) {
            out.println(file + ": FAILED");
            out.println(String.valueOf(e.getMessage()).indent(2).stripTrailing());
            return false;
        }
        boolean isWell = result.differences().isEmpty();
        out.printf("%s: %s, %d tests%n", file, isWell ? "passed" : "FAILED", result.tests());
        result.differences()
                .forEach(difference -> out.println(difference.indent(2).stripTrailing()));
        if (coverage) {
            result.notFired().forEach(name -> out.println("  never fired in a test: " + name));
        }
        return isWell;
    }
}
