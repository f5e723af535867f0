package dev.muninn.web.http;

import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All routes by path. Paths are compared as they arrive, byte by byte: whoever writes one in
 * another way ({@code //}, {@code %2e}, {@code ;x}) finds nothing, so no check can be led around.
 */
public final class RouteTable {

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

    /** The routes of each path without a variable; several of them take different methods. */
    private final Map<String, List<Match>> exact = new HashMap<>();

    private final List<Pattern> patterns = new ArrayList<>();

    public RouteTable(List<Route> routes, WebFigures figures) {
        Map<String, RouteFigures> byPath = new HashMap<>();
        for (Route route : routes) {
            Match match = new Match(route, "", byPath.computeIfAbsent(route.path(), figures::of));
            int star = route.path().indexOf('*');
            if (star >= 0) {
                String path = route.path();
                boolean isWhole = path.endsWith("**");
                String after = path.substring(star + (isWhole ? 2 : 1));
                patterns.add(new Pattern(path.substring(0, star), after, isWhole, match));
            } else {
                List<Match> same = exact.computeIfAbsent(route.path(), key -> new ArrayList<>());
                if (same.stream().anyMatch(other -> other.route().sharesMethod(route))) {
                    throw new IllegalArgumentException("two routes for " + route.path());
                }
                same.add(match);
            }
        }
    }

    /** The route that takes the method; if none does, one of the path, or null if there is none. */
    @Nullable Match find(String path, HttpMethod method) {
        List<Match> found = all(path);
        for (Match match : found) {
            if (match.route().takes(method)) {
                return match;
            }
        }
        return found.isEmpty() ? null : found.getFirst();
    }

    /** The methods that a path takes, as the header names them. */
    String allowed(String path) {
        return String.join(", ", all(path).stream().map(match -> match.route().allowed()).toList());
    }

    private List<Match> all(String path) {
        List<Match> named = exact.get(path);
        if (named != null) {
            return named;
        }
        List<Match> found = new ArrayList<>();
        for (Pattern pattern : patterns) {
            Match match = pattern.match(path);
            if (match != null) {
                found.add(match);
            }
        }
        return found;
    }
}
