package dev.muninn.alert.rule;

import java.util.List;

/** A group with what became of its rules at its last evaluation. */
public record GroupStatus(
        RuleGroup group,
        long lastEvaluationMillis,
        long durationNanos,
        long missedEvaluations,
        List<RuleStatus> rules) {}
