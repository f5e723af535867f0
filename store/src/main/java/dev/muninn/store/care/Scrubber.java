package dev.muninn.store.care;

import dev.muninn.store.block.Block;
import dev.muninn.store.core.StoreCore;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Reads every block now and then, so that damage is found before somebody needs the data. */
final class Scrubber {

    private static final System.Logger logger = System.getLogger(Scrubber.class.getName());

    private final StoreCore core;
    private final RandomGenerator random;
    private final Map<Long, Long> lastReadNanos = new HashMap<>();
    private boolean hasLooked;

    Scrubber(StoreCore core, RandomGenerator random) {
        this.core = core;
        this.random = random;
    }

    /** Reads the block that was not read for longest, if that is long enough ago. */
    synchronized void scrubIfDue() {
        List<Block> blocks = core.blocks().acquire(meta -> true);
        try {
            long now = core.clock().nanos();
            Block oldest = null;
            long interval = core.options().scrubInterval().toNanos();
            long longest = interval;
            Set<Long> present = new HashSet<>();
            for (Block block : blocks) {
                long sequence = block.meta().sequence();
                present.add(sequence);
                long age = now - lastReadNanos.computeIfAbsent(sequence, s -> now - age(interval));
                if (age >= longest) {
                    longest = age;
                    oldest = block;
                }
            }
            hasLooked = true;
            lastReadNanos.keySet().retainAll(present);
            if (oldest != null) {
                scrub(oldest);
                lastReadNanos.put(oldest.meta().sequence(), now);
            }
        } finally {
            blocks.forEach(Block::release);
        }
    }

    /**
     * What is known to have gone by since a block new to this process was read. Of those that were
     * there before it nothing is, so each begins somewhere in its round: also where a process never
     * runs for a whole one, all are read in the end.
     */
    private long age(long interval) {
        return hasLooked ? 0 : random.nextLong(interval);
    }

    private void scrub(Block block) {
        List<String> wrong = block.verifyIndex();
        if (wrong.isEmpty()) {
            wrong.addAll(block.verifyPages());
        } else {
            // Pages are checked at each reading, the index only once: it must not be believed now.
            core.blocks().setAside(block, wrong.getFirst());
        }
        core.telemetry().scrubbed(wrong.size());
        for (String what : wrong) {
            logger.log(System.Logger.Level.ERROR, "scrub found damage: {0}", what);
        }
    }
}
