package dev.muninn.alert.lease;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who tells people of alerts.
 *
 * @param node this process
 * @param owner the process that tells; empty while none does
 * @param sinceMillis since when it does
 * @param nodes all processes on the database that were seen lately, this one included
 * @param isShared whether there may be others at all
 */
public record LeaseStatus(
        String node, String owner, long sinceMillis, List<String> nodes, boolean isShared) {

    public boolean isOwner() {
        return node.equals(owner);
    }

    /** The state in a sentence for people. */
    public String sentence() {
        if (isOwner()) {
            return "this node, %s, owns notification since %s".formatted(node, since());
        }
        return owner.isEmpty()
                ? "this node, %s, stands by; no node owns notification at the moment"
                        .formatted(node)
                : "this node, %s, stands by; %s owns notification since %s"
                        .formatted(node, owner, since());
    }

    /** The same as maps and lists, to which others may add. */
    public Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("isOwner", isOwner());
        tree.put("node", node);
        tree.put("owner", owner);
        tree.put("since", sinceMillis / 1000.0);
        tree.put("nodes", nodes);
        tree.put("message", sentence());
        return tree;
    }

    private Instant since() {
        return Instant.ofEpochSecond(sinceMillis / 1_000);
    }
}
