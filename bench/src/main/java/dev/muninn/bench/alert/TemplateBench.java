package dev.muninn.bench.alert;

import dev.muninn.alert.rulefile.RuleFile;
import dev.muninn.alert.template.RuleData;
import dev.muninn.alert.template.RuleFunctions;
import dev.muninn.alert.template.Template;
import dev.muninn.alert.template.TemplateFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Ten thousand annotations as rules have them, in a JVM that has done so before. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class TemplateBench {

    private static final int EXPANSIONS = 10_000;

    private static final List<String> TEXTS =
            List.of(
                    "Instance {{ $labels.instance }} down",
                    "{{ $labels.instance }} of job {{ $labels.job }} has been down for more than 5 minutes.",
                    "{{ $labels.device }} on {{ $labels.instance }} is {{ $value | humanizePercentage }} full",
                    "Latency of {{ .Labels.job }} is {{ humanizeDuration .Value }} at the median",
                    "{{ if gt $value 0.9 }}almost full{{ else }}{{ printf \"%.2f\" $value }}{{ end }}"
                            + " ({{ $labels.instance | reReplaceAll \":.*\" \"\" | toUpper }})");

    private final List<Template> templates = new ArrayList<>();
    private final Map<String, String> labels =
            Map.of("instance", "web-7:9100", "job", "node", "device", "/dev/sda1");
    private final Map<String, String> external = Map.of("region", "north");

    public TemplateBench() {
        for (String text : TEXTS) {
            templates.add(RuleFile.template("text", text));
        }
    }

    @Benchmark
    public int tenThousandExpansions() {
        int length = 0;
        for (int i = 0; i < EXPANSIONS; i++) {
            Map<String, TemplateFunction> functions =
                    RuleFunctions.over(query -> List.of(), i, "http://muninn.example.org");
            RuleData data = new RuleData(labels, external, "http://muninn.example.org", i * 1e-4);
            length += templates.get(i % templates.size()).run(data, functions).length();
        }
        return length;
    }
}
