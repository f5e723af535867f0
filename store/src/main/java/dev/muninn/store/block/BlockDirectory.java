package dev.muninn.store.block;

import dev.muninn.model.MuninnException;
import dev.muninn.store.bytes.Hash128;
import dev.muninn.store.disk.Disk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What was found where blocks are kept.
 *
 * @param blocks those that count, ascending by sequence, open
 * @param damaged what cannot be read
 * @param lastSequence the greatest number of any block, damaged or not, or 0
 */
record BlockDirectory(
        List<Block> blocks, List<DamagedBlock> damaged, Tombstones tombstones, long lastSequence) {

    private static final System.Logger logger = System.getLogger(Blocks.class.getName());

    /** Where series are not looked up. */
    private static final Hash128 ANY_SEED = new Hash128(0, 0);

    /** Opens all blocks; removes what is unfinished or was replaced, sets aside what is damaged. */
    static BlockDirectory read(Disk disk, Disposal disposal, PageCache cache, Hash128 seed)
            throws IOException {
        disk.createDirectory(BlockName.DIRECTORY);
        disk.forceDirectory("");
        List<Block> opened = new ArrayList<>();
        List<DamagedBlock> damaged = new ArrayList<>();
        Set<Long> replaced = new HashSet<>();
        long lastSequence = 0;
        for (String file : disk.list(BlockName.DIRECTORY)) {
            BlockName name = BlockName.parse(file);
            if (file.endsWith(BlockName.UNFINISHED)) {
                disposal.delete(BlockName.DIRECTORY + "/" + file);
            } else if (name == null) {
                logger.log(System.Logger.Level.WARNING, "{0} is no block, left alone", file);
            } else {
                lastSequence = Math.max(lastSequence, name.sequence());
                try {
                    Block block = Block.open(disk, disposal, cache, name, seed);
                    opened.add(block);
                    replaced.addAll(block.meta().parents());
                } catch (MuninnException | IOException e) {
                    String reason = String.valueOf(e.getMessage());
                    logger.log(System.Logger.Level.ERROR, "block set aside: {0}", reason);
                    damaged.add(DamagedBlock.of(name, reason));
                }
            }
        }
        List<Block> kept = withoutReplaced(opened, replaced);
        // A damaged file whose data another block has taken over is no loss.
        damaged.removeIf(
                file -> {
                    BlockName name = BlockName.parse(file.file());
                    return name != null && replaced.contains(name.sequence());
                });
        Tombstones tombstones = tombstones(disk, disposal, damaged);
        return new BlockDirectory(kept, List.copyOf(damaged), tombstones, lastSequence);
    }

    private static List<Block> withoutReplaced(List<Block> opened, Set<Long> replaced) {
        List<Block> kept = new ArrayList<>();
        for (Block block : opened) {
            if (replaced.contains(block.meta().sequence())) {
                block.doom();
                block.release();
            } else {
                kept.add(block);
            }
        }
        kept.sort(Comparator.comparingLong(block -> block.meta().sequence()));
        return List.copyOf(kept);
    }

    private static Tombstones tombstones(Disk disk, Disposal disposal, List<DamagedBlock> damaged) {
        Tombstones.UNFINISHED_FILES.forEach(disposal::delete);
        try {
            return Tombstones.load(disk);
        } catch (MuninnException | IOException e) {
            String reason = e.getMessage() + ": deleted samples may show again";
            logger.log(System.Logger.Level.ERROR, reason);
            damaged.add(
                    new DamagedBlock(Tombstones.FILE, Long.MIN_VALUE, Long.MAX_VALUE, 0, reason));
            return Tombstones.NONE;
        }
    }

    /** Reads every byte of the blocks of a disk; what is wrong, or an empty list. */
    static List<String> verify(Disk disk) throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String file : disk.list(BlockName.DIRECTORY)) {
            BlockName name = BlockName.parse(file);
            if (name == null) {
                wrong.add(file + " is no block");
                continue;
            }
            try {
                Block block =
                        Block.open(disk, new Disposal(disk), new PageCache(0), name, ANY_SEED);
                wrong.addAll(block.verify());
                block.release();
            } catch (MuninnException e) {
                wrong.add(String.valueOf(e.getMessage()));
            }
        }
        return wrong;
    }
}
