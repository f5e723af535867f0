package dev.muninn.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All routes by path. Paths are compared as they arrive, byte by byte: whoever writes one in
 * another way ({@code //}, {@code %2e}, {@code ;x}) finds nothing, so no check can be led around.
 */
final class RouteTable {

    /** A found route with what stands at its {@code *}, still encoded; empty if it has none. */
    record Match(Route route, String segment, RouteFigures figures) {}

    private record Pattern(String before, String after, boolean isWhole, Match match) {

        @Nullable Match match(String path) {
            int length = path.length() - before.length() - after.length();
            if (length < 1 || !path.startsWith(before) || !path.endsWith(after)) {
                return null;
            }
            String segment = path.substring(before.length(), before.length() + length);
            return !isWhole && segment.indexOf('/') >= 0
                    ? null
                    : new Match(match.route(), segment, match.figures());
        }
    }

    private final Map<String, Match> exact = new HashMap<>();
    private final List<Pattern> patterns = new ArrayList<>();

    RouteTable(List<Route> routes, WebFigures figures) {
        for (Route route : routes) {
            Match match = new Match(route, "", figures.of(route.path()));
            int star = route.path().indexOf('*');
            if (star >= 0) {
                String path = route.path();
                boolean isWhole = path.endsWith("**");
                String after = path.substring(star + (isWhole ? 2 : 1));
                patterns.add(new Pattern(path.substring(0, star), after, isWhole, match));
            } else if (exact.put(route.path(), match) != null) {
                throw new IllegalArgumentException("two routes for " + route.path());
            }
        }
    }

    @Nullable Match find(String path) {
        Match match = exact.get(path);
        for (int i = 0; match == null && i < patterns.size(); i++) {
            match = patterns.get(i).match(path);
        }
        return match;
    }
}
