package dev.muninn.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * What somebody has edited and not saved.
 *
 * @param baseVersion the version that is edited, 0 for a new dashboard
 * @param document as it was sent; it need not be valid
 */
public record Draft(String uid, long baseVersion, Instant savedAt, ObjectNode document) {

    public String title() {
        return new DashboardDocument(document).title();
    }
}
