package dev.muninn.server;

import dev.muninn.alert.RuleAdvice;
import dev.muninn.alert.RuleBook;
import dev.muninn.alert.options.RuleOptions;
import dev.muninn.alert.rule.Rule;
import dev.muninn.alert.rule.RuleGroup;
import dev.muninn.model.MuninnException;
import dev.muninn.model.SystemClock;
import dev.muninn.query.QueryEngine;
import dev.muninn.query.QueryOptions;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks rule files as the server would at its start. */
@Command(
        name = "check-rules",
        mixinStandardHelpOptions = true,
        description = "Checks rule files in the form of Prometheus, and gives advice about them.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All files are valid.",
            "1:A file is missing or wrong, or --strict was given and there is advice.",
            "2:The command line is wrong."
        })
final class CheckRulesCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Rule files or patterns.")
    private List<String> files = new ArrayList<>();

    @Option(names = "--strict", description = "Takes advice for mistakes.")
    private boolean strict;

    @Option(names = "--quiet", description = "Gives no advice.")
    private boolean quiet;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        boolean isWell = true;
        try (QueryEngine engine =
                QueryEngine.open(
                        selection -> {
                            throw new IllegalStateException("nothing is read");
                        },
                        QueryOptions.DEFAULTS,
                        SystemClock.INSTANCE)) {
            for (String file : files) {
                isWell &= check(file, engine, out);
            }
        }
        return isWell ? Exit.OK : Exit.FAILED;
    }

    private boolean check(String file, QueryEngine engine, PrintWriter out) {
        List<RuleGroup> groups;
        try {
            groups = RuleBook.read(List.of(file), RuleOptions.DEFAULTS, engine);
        } catch (MuninnException e) {
            out.println(e.getMessage());
            return false;
        }
        int rules = 0;
        int alerts = 0;
        for (RuleGroup group : groups) {
            rules += group.rules().size();
            for (Rule rule : group.rules()) {
                alerts += rule instanceof Rule.Alerting ? 1 : 0;
            }
        }
        out.printf(
                "%s: valid, %d groups, %d rules of which %d alert%n",
                file, groups.size(), rules, alerts);
        List<String> advice = quiet ? List.of() : new RuleAdvice(engine).about(groups);
        advice.forEach(sentence -> out.println("  advice: " + sentence));
        return !strict || advice.isEmpty();
    }
}
