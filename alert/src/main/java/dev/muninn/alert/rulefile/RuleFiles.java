package dev.muninn.alert.rulefile;

import dev.muninn.model.MuninnException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files that paths and patterns of paths stand for. */
public final class RuleFiles {

    private RuleFiles() {}

    /** Whether a path has a wildcard, so that it may stand for no file at all. */
    public static boolean isPattern(String path) {
        return firstWildcard(path) >= 0;
    }

    /**
     * The files, those of a pattern in order of their names.
     *
     * @throws MuninnException of kind NOT_FOUND if a path without a wildcard does not exist
     */
    public static List<Path> find(List<String> patterns) {
        List<Path> files = new ArrayList<>();
        for (String pattern : patterns) {
            int wildcard = firstWildcard(pattern);
            if (wildcard < 0) {
                if (!Files.exists(Path.of(pattern))) {
                    throw new MuninnException(
                            MuninnException.Kind.NOT_FOUND,
                            "rule file " + pattern + " does not exist");
                }
                files.add(Path.of(pattern));
                continue;
            }
            int slash = pattern.lastIndexOf('/', wildcard);
            Path folder = Path.of(slash < 0 ? "." : slash == 0 ? "/" : pattern.substring(0, slash));
            String glob = slash < 0 ? "./" + pattern : pattern;
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
            try (Stream<Path> found =
                    Files.isDirectory(folder) ? Files.walk(folder) : Stream.empty()) {
                found.filter(Files::isRegularFile)
                        .filter(matcher::matches)
                        .sorted()
                        .forEach(files::add);
            } catch (IOException e) {
                throw new MuninnException(
                        MuninnException.Kind.BAD_INPUT, folder + " cannot be listed", e);
            }
        }
        return files;
    }

    private static int firstWildcard(String pattern) {
        for (int i = 0; i < pattern.length(); i++) {
            if ("*?[{".indexOf(pattern.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }
}
