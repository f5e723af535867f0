package dev.muninn.store;

import dev.muninn.store.block.Block;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads every block now and then, so that damage is found before somebody needs the data. */
final class Scrubber {

    private static final System.Logger logger = System.getLogger(Scrubber.class.getName());

    private final StoreCore core;
    private final Map<Long, Long> lastReadNanos = new HashMap<>();

    Scrubber(StoreCore core) {
        this.core = core;
    }

    /** Reads the block that was not read for longest, if that is long enough ago. */
    synchronized void scrubIfDue() {
        List<Block> blocks = core.blocks().acquire(meta -> true);
        try {
            long now = core.clock().nanos();
            Block oldest = null;
            long longest = core.options().scrubInterval().toNanos();
            Set<Long> present = new HashSet<>();
            for (Block block : blocks) {
                long sequence = block.meta().sequence();
                present.add(sequence);
                // New to this process: it was written lately or will have its turn in a round.
                long age = now - lastReadNanos.computeIfAbsent(sequence, s -> now);
                if (age >= longest) {
                    longest = age;
                    oldest = block;
                }
            }
            lastReadNanos.keySet().retainAll(present);
            if (oldest != null) {
                scrub(oldest);
                lastReadNanos.put(oldest.meta().sequence(), now);
            }
        } finally {
            blocks.forEach(Block::release);
        }
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
