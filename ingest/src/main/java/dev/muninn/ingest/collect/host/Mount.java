package dev.muninn.ingest.collect.host;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One mounted file system, as a line of {@code /proc/self/mountinfo} tells it. */
record Mount(String device, String type, String mountPoint, String major, String minor) {

    /** All mounts in the file, of those with one device and mount point the first. */
    static List<Mount> parseAll(ByteCursor text) {
        List<Mount> mounts = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (; text.hasMore(); text.nextLine()) {
            Mount mount = parse(text);
            if (!mount.mountPoint.isEmpty() && seen.add(mount.device + '\0' + mount.mountPoint)) {
                mounts.add(mount);
            }
        }
        return mounts;
    }

    /** {@code 27 1 254:0 / /home rw,relatime shared:1 - ext4 /dev/vda rw,discard}. */
    private static Mount parse(ByteCursor line) {
        line.skipWords(2);
        long major = line.number();
        line.skip(':');
        long minor = line.number();
        line.skipWords(1);
        String mountPoint = unescaped(line.word());
        // Any number of optional fields, then a lone dash.
        while (line.hasWord() && !line.word().equals("-")) {}
        String type = line.word();
        String device = unescaped(line.word());
        return new Mount(device, type, mountPoint, Long.toString(major), Long.toString(minor));
    }

    /** Blanks and backslashes in paths are three octal digits behind a backslash. */
    static String unescaped(String path) {
        if (path.indexOf('\\') < 0) {
            return path;
        }
        StringBuilder plain = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '\\' && isOctal(path, i + 1)) {
                plain.append((char) Integer.parseInt(path, i + 1, i + 4, 8));
                i += 3;
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    private static boolean isOctal(String text, int from) {
        if (from + 3 > text.length()) {
            return false;
        }
        for (int i = from; i < from + 3; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '7') {
                return false;
            }
        }
        return true;
    }
}
