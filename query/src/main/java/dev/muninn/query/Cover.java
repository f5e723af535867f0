package dev.muninn.query;

import dev.muninn.model.Generations;
import dev.muninn.query.cache.Dependence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the cache has of a range query's steps, and what it lacks; confined to one thread. */
final class Cover {

    /** More holes than these are computed in one go with what is between. */
    private static final int MOST_GAPS = 4;

    /** Steps [from, to) of the answer, with the block that has them or null. */
    record Part(long from, long to, @Nullable ResultBlock block) {}

    private final ResultCache cache;
    private final Generations source;
    private final StepLine line;
    private final List<Dependence> dependences;
    private final long first;
    private final long last;

    /** Blocks of which everything is known to be as it would be computed now. */
    private final Map<Long, ResultBlock> valid = new HashMap<>();

    /**
     * @param first number of the first step
     * @param last number of the last step
     */
    Cover(ResultCache cache, StepLine line, List<Dependence> dependences, long first, long last) {
        this.cache = cache;
        source = cache.engine().generations();
        this.line = line;
        this.dependences = dependences;
        this.first = first;
        this.last = last;
    }

    /** The parts of the answer, in order; changes of the head are overlooked since a time. */
    List<Part> trusting(long sinceMillis) {
        return find(sinceMillis, Optional.empty());
    }

    /** How many steps of the answer are there. */
    long cachedSteps(long sinceMillis) {
        long steps = 0;
        for (Part part : trusting(sinceMillis)) {
            steps += part.block() == null ? 0 : part.to() - part.from();
        }
        return steps;
    }

    /** The parts of the answer, in order; blocks are noted to be valid under new generations. */
    List<Part> strictly(long[] generations) {
        return find(Long.MAX_VALUE, Optional.of(generations));
    }

    private List<Part> find(long trustedUntil, Optional<long[]> renewed) {
        List<Part> parts = new ArrayList<>();
        for (long index = StepLine.blockOf(first); index <= StepLine.blockOf(last); index++) {
            long from = Math.max(first, StepLine.firstOf(index));
            long to = Math.min(last + 1, StepLine.firstOf(index + 1));
            ResultBlock block = cache.block(line, index, dependences).orElse(null);
            if (block != null) {
                long end = block.validTo(line, dependences, source, trustedUntil);
                if (renewed.isPresent()) {
                    block = renew(block, index, end, renewed.get());
                }
                long there = Math.max(from, block.from());
                long gone = Math.min(to, end);
                if (there < gone) {
                    addGap(parts, from, there);
                    parts.add(new Part(there, gone, block));
                    addGap(parts, gone, to);
                    continue;
                }
            }
            addGap(parts, from, to);
        }
        long gaps = parts.stream().filter(part -> part.block() == null).count();
        return gaps > MOST_GAPS ? List.of(new Part(first, last + 1, null)) : parts;
    }

    private ResultBlock renew(ResultBlock block, long index, long end, long[] generations) {
        if (end < block.to()) {
            cache.figures().changed.increment();
        }
        ResultBlock renewed = block.until(end, line, generations);
        if (end > block.from()) {
            valid.put(index, renewed);
        }
        return renewed;
    }

    private static void addGap(List<Part> parts, long from, long to) {
        if (from >= to) {
            return;
        }
        Part before = parts.isEmpty() ? null : parts.getLast();
        if (before != null && before.block() == null) {
            parts.set(parts.size() - 1, new Part(before.from(), to, null));
        } else {
            parts.add(new Part(from, to, null));
        }
    }

    /** Keeps what was computed of a block, with what was found valid of it. */
    void keep(long index, ResultBlock made) {
        ResultBlock known = valid.get(index);
        ResultBlock whole = known == null ? made : ResultBlock.joined(known, made);
        valid.put(index, whole);
        cache.keep(line, index, whole);
    }

    static boolean isComplete(List<Part> parts) {
        return parts.stream().noneMatch(part -> part.block() == null);
    }
}
