package dev.muninn.bench.load;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * Writes a rule file over the series of a {@link ScrapeFarm}: of ten rules four compare one series
 * with a threshold, three compare the ratio of two rates over all series of a target, two record a
 * sum of rates, and one always fires for five series with a text. Arguments: the file, rules,
 * targets, seconds between runs.
 */
public final class RuleMix {

    private static final int RULES_PER_GROUP = 100;

    private final SplittableRandom random = new SplittableRandom(7);
    private final int targets;

    private RuleMix(int targets) {
        this.targets = targets;
    }

    public static void main(String[] args) throws IOException {
        int rules = Integer.parseInt(args[1]);
        RuleMix mix = new RuleMix(Integer.parseInt(args[2]));
        try (PrintStream out =
                new PrintStream(
                        Files.newOutputStream(Path.of(args[0])), false, StandardCharsets.UTF_8)) {
            out.println("groups:");
            for (int i = 0; i < rules; i++) {
                if (i % RULES_PER_GROUP == 0) {
                    out.printf("- name: g%d%n", i / RULES_PER_GROUP);
                    out.printf("  interval: %ss%n  rules:%n", args[3]);
                }
                out.print(mix.rule(i));
            }
        }
    }

    private String rule(int number) {
        return switch (number % 10) {
            case 0, 1, 2, 3 ->
                    """
                      - alert: Threshold%d
                        expr: http_requests_total{instance="%s",route="/orders/%d"} > 1e12
                        for: 1m
                        labels: {severity: warning}
                        annotations: {summary: '{{ $labels.instance }} is at {{ $value }}'}
                    """
                            .formatted(number, target(), random.nextInt(50));
            case 4, 5, 6 ->
                    """
                      - alert: Ratio%d
                        expr: >-
                          sum(rate(http_requests_total{instance="%s"}[5m]))
                          / sum(rate(http_requests_total{instance="%s"}[5m])) > 1000
                        for: 5m
                        labels: {severity: critical}
                    """
                            .formatted(number, target(), target());
            case 7, 8 ->
                    """
                      - record: instance:http_requests:rate5m_%d
                        expr: sum(rate(http_requests_total{instance="%s"}[5m]))
                    """
                            .formatted(number, target());
            default ->
                    """
                      - alert: Always%d
                        expr: http_requests_total{instance="%s",route=~"/orders/[0-4]"} >= 0
                        labels: {severity: none}
                        annotations:
                          summary: '{{ $labels.route }} of {{ $labels.instance }}: {{ $value | humanize }}'
                    """
                            .formatted(number, target());
        };
    }

    private String target() {
        return "t" + random.nextInt(targets);
    }
}
