package dev.muninn.store.block;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A block's file name: number and times, so that people and a damaged block can tell them. */
record BlockName(long sequence, long minTime, long maxTime) {

    static final String DIRECTORY = "blocks";
    static final String SUFFIX = ".block";
    static final String UNFINISHED = ".tmp";

    private static final Pattern FORM = Pattern.compile("(\\d{10,19})_(-?\\d+)_(-?\\d+)\\.block");

    static @Nullable BlockName parse(String file) {
        Matcher matcher = FORM.matcher(file);
        if (!matcher.matches()) {
            return null;
        }
        try {
            return new BlockName(
                    Long.parseLong(matcher.group(1)),
                    Long.parseLong(matcher.group(2)),
                    Long.parseLong(matcher.group(3)));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    String file() {
        return String.format(Locale.ROOT, "%010d_%d_%d%s", sequence, minTime, maxTime, SUFFIX);
    }

    String path() {
        return DIRECTORY + "/" + file();
    }
}
