package dev.muninn.alert.route;

import dev.muninn.model.Label;
import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A node of the routing tree, with what it inherits filled in.
 *
 * @param key the matchers from the root to here, as group keys begin
 * @param path numbers of children from the root to here: what tells routes with one key apart
 * @param groupBy the labels whose values make a group; empty for one group of all, absent for a
 *     group per alert
 * @param muteIntervals names of the time intervals in which nobody is told
 * @param activeIntervals names of those outside of which nobody is told; none means always
 * @param doesContinue whether the siblings after this one are asked, too
 */
public record Route(
        String key,
        String path,
        String receiver,
        List<Matcher> matchers,
        Optional<List<String>> groupBy,
        Duration groupWait,
        Duration groupInterval,
        Duration repeatInterval,
        List<String> muteIntervals,
        List<String> activeIntervals,
        Map<String, String> labels,
        boolean doesContinue,
        List<Route> children) {

    /** The routes that an alert takes, in the order of the tree; empty if not even this node. */
    public List<Route> routesOf(Labels alert) {
        List<Route> found = new ArrayList<>();
        collect(alert, found);
        return found;
    }

    private boolean collect(Labels alert, List<Route> found) {
        if (!Matcher.allMatch(matchers, alert)) {
            return false;
        }
        boolean isTakenBelow = false;
        for (Route child : children) {
            boolean isTaken = child.collect(alert, found);
            isTakenBelow |= isTaken;
            if (isTaken && !child.doesContinue()) {
                break;
            }
        }
        if (!isTakenBelow) {
            found.add(this);
        }
        return true;
    }

    /** The same node with another key and path. */
    public Route at(String otherKey, String otherPath) {
        return new Route(
                otherKey,
                otherPath,
                receiver,
                matchers,
                groupBy,
                groupWait,
                groupInterval,
                repeatInterval,
                muteIntervals,
                activeIntervals,
                labels,
                doesContinue,
                children);
    }

    /**
     * A root below which an alert takes another route first, if that matches, and this tree in any
     * case: what this tree does, and the keys of its groups, stay as they are.
     *
     * @param other continues
     */
    public Route beside(Route other) {
        return new Route(
                key,
                path + "+",
                receiver,
                List.of(),
                groupBy,
                groupWait,
                groupInterval,
                repeatInterval,
                List.of(),
                List.of(),
                labels,
                false,
                List.of(other, this));
    }

    /** The labels that tell the group of an alert. */
    public Labels groupLabels(Labels alert) {
        return groupBy.map(alert::only).orElse(alert);
    }

    /** The key of a group as receivers know it: {@code {}/{team="a"}:{alertname="X"}}. */
    public String groupKey(Labels groupLabels) {
        StringBuilder text = new StringBuilder(key).append(":{");
        String separator = "";
        for (Label label : groupLabels.toList()) {
            text.append(separator).append(label.name()).append('=');
            text.append(MatcherSyntax.quoted(label.value()));
            separator = ", ";
        }
        return text.append('}').toString();
    }

    /** This node and all below it, depth first. */
    public List<Route> all() {
        List<Route> all = new ArrayList<>();
        all.add(this);
        children.forEach(child -> all.addAll(child.all()));
        return all;
    }
}
