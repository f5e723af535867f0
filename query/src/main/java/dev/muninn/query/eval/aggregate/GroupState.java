package dev.muninn.query.eval.aggregate;

import dev.muninn.query.eval.series.Points;

/**
 * What has been folded of one group so far, over all steps.
 *
 * @param <S> the same kind of state
 */
interface GroupState<S extends GroupState<S>> {

    /** Folds one series in. */
    void add(Points points, String metricName);

    /** Takes over what was folded of later series. */
    void merge(S later);

    /** The group's points; the state is not used any more. */
    Points finish();
}
