package dev.muninn.query.eval.function;

import dev.muninn.model.Labels;
import dev.muninn.model.NativeHistogram;
import dev.muninn.query.eval.run.Annotations;
import dev.muninn.query.eval.run.Note;
import dev.muninn.query.eval.series.Columns;
import dev.muninn.query.eval.series.Grid;
import dev.muninn.query.eval.series.Names;
import dev.muninn.query.eval.series.Points;
import dev.muninn.query.syntax.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A number for each histogram of a vector, be it native or made of classic buckets. */
public final class HistogramColumns implements Columns {

    /** What is asked of each histogram. */
    interface Question {

        /** The answer of a classic one; the buckets may get changed. */
        double ofClassic(ClassicBuckets buckets, int step, String metric);

        double ofNative(NativeHistogram histogram, int step, String metric);
    }

    private final Columns source;
    private final List<HistogramGroups.Group> groups;
    private final Question question;
    private final Annotations annotations;
    private final Span span;

    /**
     * @param span of the vector argument, for notes
     */
    HistogramColumns(Columns source, Question question, Annotations annotations, Span span) {
        this.source = source;
        this.question = question;
        this.annotations = annotations;
        this.span = span;
        groups = HistogramGroups.of(source);
    }

    @Override
    public Grid grid() {
        return source.grid();
    }

    @Override
    public int size() {
        return groups.size();
    }

    @Override
    public Labels labels(int index) {
        return groups.get(index).labels();
    }

    @Override
    public boolean dropsName(int index) {
        return groups.get(index).dropsName();
    }

    @Override
    public boolean isDistinctWithoutName() {
        return source.isDistinctWithoutName()
                || groups.stream().noneMatch(group -> Names.isOn(group.labels()));
    }

    @Override
    public Cursor cursor() {
        return new GroupCursor();
    }

    private final class GroupCursor implements Cursor {

        private final Cursor in = source.cursor();
        private final Points out = new Points(grid().steps());
        private final ClassicBuckets buckets = new ClassicBuckets();

        @Override
        public @Nullable Points read(int index) {
            HistogramGroups.Group group = groups.get(index);
            List<Points> members = new ArrayList<>(group.buckets().size());
            double[] bounds = new double[group.buckets().size()];
            for (HistogramGroups.Member member : group.buckets()) {
                Points points = in.read(member.series());
                if (points != null) {
                    bounds[members.size()] = member.upperBound();
                    members.add(points.copy());
                }
            }
            Points whole = group.whole() < 0 ? null : in.read(group.whole());
            String metric = group.labels().metricName();
            out.clear();
            for (int step = 0; step < out.steps(); step++) {
                gather(members, bounds, step);
                answer(whole, metric, group.labels(), step);
            }
            return out.isEmpty() ? null : out;
        }

        private void gather(List<Points> members, double[] bounds, int step) {
            buckets.clear();
            for (int i = 0; i < members.size(); i++) {
                Points points = members.get(i);
                if (points.has(step) && points.histogram(step) == null) {
                    buckets.add(bounds[i], points.values()[step]);
                }
            }
        }

        private void answer(@Nullable Points whole, String metric, Labels labels, int step) {
            NativeHistogram histogram = null;
            if (whole != null && whole.has(step)) {
                histogram = whole.histogram(step);
                if (histogram == null) {
                    annotations.add(
                            Note.badBucketLabel(metric, HistogramGroups.bucketLabel(labels), span));
                }
            }
            if (histogram != null && !buckets.isEmpty()) {
                annotations.add(Note.mixedClassicAndNative(metric, span));
            } else if (histogram != null) {
                out.set(step, question.ofNative(histogram, step, metric));
            } else if (!buckets.isEmpty()) {
                out.set(step, question.ofClassic(buckets, step, metric));
            }
        }
    }
}
