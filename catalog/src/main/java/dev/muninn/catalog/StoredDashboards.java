package dev.muninn.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muninn.catalog.json.Json;
import dev.muninn.catalog.json.TreeMerge;
import dev.muninn.model.MuninnException;
import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;

/** Dashboards as one transaction finds them: their versions, and how they are served. */
final class StoredDashboards {

    private final DashboardTable table;

    StoredDashboards(DSLContext sql) {
        table = new DashboardTable(sql);
    }

    DashboardTable table() {
        return table;
    }

    /** The newest version, as it is served. */
    ObjectNode current(String uid) {
        return version(uid, row(uid).version());
    }

    /** A version with the metadata of today. */
    ObjectNode version(String uid, long version) {
        return served(row(uid), version, document(uid, version));
    }

    /** The row of a dashboard, or a failure that says that there is none. */
    DashboardTable.Row row(String uid) {
        return table.find(uid)
                .orElseThrow(
                        () ->
                                new MuninnException(
                                        MuninnException.Kind.NOT_FOUND,
                                        "there is no dashboard \"%s\"".formatted(uid)));
    }

    /** A version as it was saved. */
    DashboardDocument document(String uid, long version) {
        return table.document(uid, version)
                .orElseThrow(
                        () ->
                                new MuninnException(
                                        MuninnException.Kind.NOT_FOUND,
                                        "dashboard \"%s\" has no version %d, or no longer"
                                                .formatted(uid, version)));
    }

    /** The document with what the server knows of it. */
    private static ObjectNode served(
            DashboardTable.Row row, long version, DashboardDocument document) {
        ObjectNode metadata = document.metadata();
        metadata.put("name", Uids.slug(document.title()));
        metadata.put("version", version);
        metadata.put("createdBy", row.createdBy());
        metadata.put("createdAt", Instant.ofEpochMilli(row.createdMillis()).toString());
        metadata.put("updatedBy", row.updatedBy());
        metadata.put("updatedAt", Instant.ofEpochMilli(row.updatedMillis()).toString());
        String keeper = row.provisionedBy();
        if (keeper != null) {
            metadata.put("readOnly", true);
            metadata.put("origin", keeper);
        }
        return document.json();
    }

    /** What both sides have changed since a version, where somebody else was faster. */
    SaveOutcome conflict(DashboardTable.Row row, DashboardDocument ours, long base) {
        DashboardDocument theirs = document(row.uid(), row.version());
        // A base that was never there, or no longer: then all that differs is a conflict.
        ObjectNode common =
                table.document(row.uid(), base)
                        .map(DashboardDocument::json)
                        .orElseGet(Json::object);
        TreeMerge.Merged merged = TreeMerge.merge(common, theirs.json(), ours.json());
        List<SaveOutcome.Clash> clashes =
                merged.conflicts().stream()
                        .map(
                                clash ->
                                        new SaveOutcome.Clash(
                                                clash.path(),
                                                clash.base(),
                                                clash.theirs(),
                                                clash.ours()))
                        .toList();
        DashboardDocument both = new DashboardDocument((ObjectNode) merged.tree());
        both.removeEmptyPlaces();
        // Before the server's own members come in.
        List<Difference> theirEdits = Difference.between(common, theirs.json());
        List<Difference> ourEdits = Difference.between(common, ours.json());
        return new SaveOutcome.Conflict(
                base,
                served(row, row.version(), theirs),
                served(row, row.version(), both),
                clashes,
                theirEdits,
                ourEdits);
    }
}
