package dev.muninn.store.block;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A block's file name: number, times, and width of its buckets if it has any, so that people and a
 * damaged block can tell them.
 */
record BlockName(long sequence, long minTime, long maxTime, long widthMillis) {

    static final String DIRECTORY = "blocks";
    static final String SUFFIX = ".block";
    static final String UNFINISHED = ".tmp";

    private static final Pattern FORM =
            Pattern.compile("(\\d{10,19})_(-?\\d+)_(-?\\d+)(?:_(\\d+)s)?\\.block");

    static BlockName of(BlockMeta meta) {
        return new BlockName(meta.sequence(), meta.minTime(), meta.maxTime(), meta.widthMillis());
    }

    static @Nullable BlockName parse(String file) {
        Matcher matcher = FORM.matcher(file);
        if (!matcher.matches()) {
            return null;
        }
        try {
            return new BlockName(
                    Long.parseLong(matcher.group(1)),
                    Long.parseLong(matcher.group(2)),
                    Long.parseLong(matcher.group(3)),
                    matcher.group(4) == null ? 0 : 1000 * Long.parseLong(matcher.group(4)));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    String file() {
        String width = widthMillis == 0 ? "" : "_" + widthMillis / 1000 + "s";
        return String.format(
                Locale.ROOT, "%010d_%d_%d%s%s", sequence, minTime, maxTime, width, SUFFIX);
    }

    String path() {
        return DIRECTORY + "/" + file();
    }
}
