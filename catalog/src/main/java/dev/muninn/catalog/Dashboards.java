package dev.muninn.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muninn.model.Clock;
import dev.muninn.model.MuninnException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Dashboards with all their versions. A save names the version that was edited; where somebody else
 * was faster, both edits are merged by meaning and shown, and nothing is stored. Safe for any
 * thread.
 */
public final class Dashboards {

    private final CatalogDatabase database;
    private final CatalogOptions options;
    private final Clock clock;
    private final Uids uids;
    private final ReadyBoards ready;
    private final DashboardCheck check = new DashboardCheck();
    private final List<Consumer<SaveOutcome.Saved>> listeners = new CopyOnWriteArrayList<>();

    Dashboards(
            CatalogDatabase database,
            CatalogOptions options,
            Clock clock,
            Uids uids,
            ReadyBoards ready) {
        this.database = database;
        this.options = options;
        this.clock = clock;
        this.uids = uids;
        this.ready = ready;
    }

    /** Tells a listener of each version that is saved from now on, by whomever. */
    public void onSaved(Consumer<SaveOutcome.Saved> listener) {
        listeners.add(listener);
    }

    /** Called after the database has it: whoever is told may ask for it at once. */
    private SaveOutcome tell(SaveOutcome outcome) {
        if (outcome instanceof SaveOutcome.Saved saved) {
            listeners.forEach(listener -> listener.accept(saved));
        }
        return outcome;
    }

    /** The schema that dashboards are checked with, as text. */
    public String schema() {
        return check.schemaText();
    }

    /** All that keeps a document from being saved. */
    public List<Problem> check(ObjectNode document) {
        return check.check(document);
    }

    /**
     * The newest version.
     *
     * @throws MuninnException of kind NOT_FOUND if there is no such dashboard
     */
    public ObjectNode get(String uid) {
        Optional<ObjectNode> readyMade = ready.find(uid);
        return readyMade.orElseGet(
                () -> database.read(sql -> new StoredDashboards(sql).current(uid)));
    }

    /**
     * An old version, with the metadata of today.
     *
     * @throws MuninnException of kind NOT_FOUND if it is not there, or no longer
     */
    public ObjectNode get(String uid, long version) {
        return database.read(sql -> new StoredDashboards(sql).version(uid, version));
    }

    public List<Version> versions(String uid) {
        if (ready.find(uid).isPresent()) {
            return List.of();
        }
        return database.read(
                sql -> {
                    StoredDashboards stored = new StoredDashboards(sql);
                    return stored.table().versions(stored.row(uid).uid());
                });
    }

    /** What changed from one version to another; to the newest if the later one is 0. */
    public List<Difference> diff(String uid, long from, long to) {
        return database.read(
                sql -> {
                    StoredDashboards stored = new StoredDashboards(sql);
                    long newest = stored.row(uid).version();
                    return Difference.between(
                            stored.document(uid, from).json(),
                            stored.document(uid, to == 0 ? newest : to).json());
                });
    }

    /** Saves a new dashboard, under the uid it names or one of ours. */
    public SaveOutcome create(ObjectNode sent, Edit edit) {
        return create(sent, edit, null);
    }

    SaveOutcome create(ObjectNode sent, Edit edit, @Nullable String file) {
        List<Problem> problems = check.check(sent);
        if (!problems.isEmpty()) {
            return new SaveOutcome.Refused(problems);
        }
        String named = new DashboardDocument(sent).uid();
        DashboardDocument document =
                DashboardDocument.toStore(sent, named.isEmpty() ? uids.next() : named);
        if (ready.find(document.uid()).isPresent()) {
            return new SaveOutcome.ReadOnly(Edit.MUNINN);
        }
        return tell(insert(document, edit, file));
    }

    private SaveOutcome insert(DashboardDocument document, Edit edit, @Nullable String file) {
        return database.write(
                sql -> {
                    DashboardTable table = new DashboardTable(sql);
                    Optional<SaveOutcome> refusal = refusal(sql, document);
                    if (refusal.isPresent()) {
                        return refusal.get();
                    }
                    if (table.find(document.uid()).isPresent()) {
                        return new SaveOutcome.Refused(
                                List.of(
                                        new Problem(
                                                "/metadata/uid",
                                                "a dashboard \"%s\" is there already: leave the uid out, or save over it"
                                                        .formatted(document.uid()))));
                    }
                    table.insert(document, edit, clock.millis(), file);
                    Drafts.forget(sql, edit.author(), document.uid());
                    return new SaveOutcome.Saved(new StoredDashboards(sql).current(document.uid()));
                });
    }

    /** Why the catalog has no place for this valid document, if so. */
    private static Optional<SaveOutcome> refusal(DSLContext sql, DashboardDocument document) {
        String folder = document.folder();
        return folder.isEmpty() || Folders.exists(sql, folder)
                ? Optional.empty()
                : Optional.of(
                        new SaveOutcome.Refused(
                                List.of(
                                        new Problem(
                                                "/metadata/folder",
                                                "there is no folder \"%s\" to save in"
                                                        .formatted(folder)))));
    }

    /**
     * Saves the next version.
     *
     * @param baseVersion the version that was edited; 0 takes the one that the document names
     */
    public SaveOutcome save(String uid, ObjectNode sent, long baseVersion, Edit edit) {
        if (ready.find(uid).isPresent()) {
            return new SaveOutcome.ReadOnly(Edit.MUNINN);
        }
        List<Problem> problems = check.check(sent);
        if (!problems.isEmpty()) {
            return new SaveOutcome.Refused(problems);
        }
        long base = baseVersion == 0 ? new DashboardDocument(sent).editedVersion() : baseVersion;
        return tell(write(uid, DashboardDocument.toStore(sent, uid), base, edit, null));
    }

    /** Makes the dashboard what a file says, whatever it was; null if it is that already. */
    @Nullable SaveOutcome provision(ObjectNode sent, Edit edit, String file) {
        String uid = new DashboardDocument(sent).uid();
        Optional<DashboardTable.Row> there =
                database.read(sql -> new DashboardTable(sql).find(uid));
        if (there.isEmpty()) {
            return create(sent, edit, file);
        }
        List<Problem> problems = check.check(sent);
        if (!problems.isEmpty()) {
            return new SaveOutcome.Refused(problems);
        }
        DashboardDocument document = DashboardDocument.toStore(sent, uid);
        long version = there.get().version();
        boolean isSame =
                file.equals(there.get().provisionedBy())
                        && database.read(sql -> new StoredDashboards(sql).document(uid, version))
                                .equals(document);
        return isSame ? null : tell(write(uid, document, version, edit, file));
    }

    /** The dashboards that files keep: uid and file. */
    Map<String, String> provisioned() {
        return database.read(sql -> new DashboardTable(sql).provisioned());
    }

    /** Deletes a dashboard that a file has kept. */
    void prune(String uid) {
        int _ =
                database.write(
                        sql -> {
                            Shelf.forget(sql, uid);
                            return new DashboardTable(sql).delete(uid);
                        });
    }

    /** Lets people edit a dashboard that a file has kept. */
    void release(String uid) {
        int _ = database.write(sql -> new DashboardTable(sql).release(uid));
    }

    /** Saves an old version again, as the newest. */
    public SaveOutcome restore(String uid, long version, Edit edit) {
        ObjectNode old = get(uid, version);
        long newest = get(uid).path("metadata").path("version").asLong();
        return save(uid, old, newest, edit);
    }

    private SaveOutcome write(
            String uid, DashboardDocument document, long base, Edit edit, @Nullable String file) {
        return database.write(
                sql -> {
                    StoredDashboards stored = new StoredDashboards(sql);
                    DashboardTable table = stored.table();
                    DashboardTable.Row row = stored.row(uid);
                    String keeper = row.provisionedBy();
                    if (keeper != null && file == null) {
                        return new SaveOutcome.ReadOnly(keeper);
                    }
                    if (row.version() != base) {
                        return stored.conflict(row, document, base);
                    }
                    Optional<SaveOutcome> refusal = refusal(sql, document);
                    if (refusal.isPresent()) {
                        return refusal.get();
                    }
                    long now = clock.millis();
                    if (!table.update(document, base, edit, now, file)) {
                        throw new MuninnException(
                                MuninnException.Kind.BUSY,
                                "somebody else saved \"%s\" at this moment: try again"
                                        .formatted(row.title()));
                    }
                    table.prune(uid, base + 1, options.keepVersions(), options.keepFor(), now);
                    Drafts.forget(sql, edit.author(), uid);
                    return new SaveOutcome.Saved(stored.current(uid));
                });
    }

    /**
     * Deletes a dashboard with all its versions.
     *
     * @throws MuninnException of kind NOT_FOUND if there is none
     */
    public Optional<SaveOutcome.ReadOnly> delete(String uid) {
        if (ready.find(uid).isPresent()) {
            return Optional.of(new SaveOutcome.ReadOnly(Edit.MUNINN));
        }
        return database.write(
                sql -> {
                    StoredDashboards stored = new StoredDashboards(sql);
                    String keeper = stored.row(uid).provisionedBy();
                    if (keeper != null) {
                        return Optional.of(new SaveOutcome.ReadOnly(keeper));
                    }
                    Shelf.forget(sql, uid);
                    stored.table().delete(uid);
                    return Optional.empty();
                });
    }
}
