package dev.muninn.query.eval;

import dev.muninn.query.eval.rollup.RollupChoice;
import dev.muninn.query.eval.run.Budget;
import dev.muninn.query.eval.run.Workers;
import dev.muninn.query.eval.select.Selections;
import dev.muninn.query.eval.watch.Watch;

/**
 * What one query is evaluated with.
 *
 * @param rollups says which selectors are answered from buckets
 * @param watch is told of the parts; where it looks, workers must have no helpers
 */
public record Run(
        Plan plan,
        Selections selections,
        Budget budget,
        Workers workers,
        RollupChoice rollups,
        Watch watch) {}
