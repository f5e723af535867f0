package dev.muninn.alert.lease;

import java.time.Instant;
import java.util.List;

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

    private Instant since() {
        return Instant.ofEpochSecond(sinceMillis / 1_000);
    }
}
