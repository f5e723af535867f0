package dev.muninn.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muninn.model.MuninnException;
import dev.muninn.model.MuninnException.Kind;
import dev.muninn.testkit.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class DashboardsTest {

    private static final Edit EDIT = new Edit("freya", "because", Edit.Source.UI);

    @TempDir private static Path folder;

    @SuppressWarnings("NullAway.Init") // set before each kind of database
    private static CatalogOptions options;

    @SuppressWarnings("NullAway.Init") // set before each kind of database
    private static CatalogDatabase database;

    private final TestDatabase kind;
    private final ManualClock clock = new ManualClock(1_000_000);
    private Catalog catalog;
    private Dashboards dashboards;

    DashboardsTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeParameterizedClassInvocation
    static void openDatabase(TestDatabase kind) {
        options = kind.options();
        database = CatalogDatabase.open(options, folder);
    }

    @AfterParameterizedClassInvocation
    static void closeDatabase() {
        database.close();
    }

    @BeforeEach
    void openEmpty() {
        catalog = Catalog.open(database, options, clock, metric -> false);
        dashboards = catalog.dashboards();
        for (String table : List.of("draft", "star", "visit", "dashboard", "folder")) {
            int _ = database.write(sql -> sql.execute("DELETE FROM " + table));
        }
    }

    @Test
    void tellsOfEachVersionOnceItIsStored() {
        List<Long> told = new ArrayList<>();
        dashboards.onSaved(
                saved -> {
                    long version = saved.document().path("metadata").path("version").asLong();
                    String uid = saved.document().path("metadata").path("uid").asText();
                    assertThat(dashboards.versions(uid)).hasSize((int) version);
                    told.add(version);
                });
        create("sales", "Sales");
        saved(dashboards.save("sales", TestBoard.named("sales", "Sales 2"), 1, EDIT));
        conflict(dashboards.save("sales", TestBoard.named("sales", "Too late"), 1, EDIT));

        assertThat(told).containsExactly(1L, 2L);
    }

    private static ObjectNode saved(SaveOutcome outcome) {
        return assertThat(outcome).asInstanceOf(type(SaveOutcome.Saved.class)).actual().document();
    }

    private static SaveOutcome.Conflict conflict(SaveOutcome outcome) {
        return assertThat(outcome).asInstanceOf(type(SaveOutcome.Conflict.class)).actual();
    }

    private ObjectNode create(String uid, String title) {
        return saved(dashboards.create(TestBoard.named(uid, title), EDIT));
    }

    @Test
    void givesBackWhatWasSavedWithKeysOfOurOwnAndWhatItKnows() {
        ObjectNode board = create("shop", "Web shop");
        assertThat(board.at("/metadata/version").asLong()).isEqualTo(1);
        assertThat(board.at("/metadata/name").asText()).isEqualTo("web-shop");
        assertThat(board.at("/metadata/createdBy").asText()).isEqualTo("freya");
        assertThat(board.at("/metadata/updatedAt").asText()).isEqualTo("1970-01-01T00:16:40Z");
        assertThat(board.at("/metadata/x-owner").asText()).isEqualTo("core");
        assertThat(dashboards.get("shop")).isEqualTo(board);
        assertThat(board.get("spec")).isEqualTo(TestBoard.named("shop", "Web shop").get("spec"));
    }

    @Test
    void makesUpAUidWhereThereIsNone() {
        ObjectNode sent = TestBoard.named("", "Web shop");
        ((ObjectNode) sent.get("metadata")).remove("uid");
        String uid = saved(dashboards.create(sent, EDIT)).at("/metadata/uid").asText();
        assertThat(uid).hasSize(11);
        assertThat(dashboards.get(uid).at("/spec/title").asText()).isEqualTo("Web shop");
    }

    @Test
    void namesEveryPlaceThatIsWrong() {
        ObjectNode sent = TestBoard.named("shop", "Web shop");
        TestBoard.panel(sent, "a").put("kind", "graf").put("colour", "red");
        ((ObjectNode) sent.get("spec")).putObject("time").put("from", 1);
        assertThat(dashboards.create(sent, EDIT))
                .asInstanceOf(type(SaveOutcome.Refused.class))
                .extracting(SaveOutcome.Refused::problems)
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(Problem.class))
                .extracting(Problem::path)
                .contains("/spec/elements/a/kind", "/spec/elements/a/colour", "/spec/time/from");
        assertThat(made()).isEmpty();
    }

    @Test
    void refusesAPlaceForAPanelThatIsNotThere() {
        ObjectNode sent = TestBoard.named("shop", "Web shop");
        ((ObjectNode) sent.at("/spec/elements")).remove("b");
        assertThat(dashboards.create(sent, EDIT))
                .isEqualTo(
                        new SaveOutcome.Refused(
                                List.of(
                                        new Problem(
                                                "/spec/layout/items/1/element",
                                                "no element is called \"b\""))));
    }

    @Test
    void refusesAUidThatIsTakenAndAFolderThatIsNotThere() {
        create("shop", "Web shop");
        assertThat(dashboards.create(TestBoard.named("shop", "Other"), EDIT))
                .asInstanceOf(type(SaveOutcome.Refused.class))
                .matches(refused -> refused.problems().getFirst().path().equals("/metadata/uid"));
        ObjectNode lost = TestBoard.named("lost", "Lost");
        ((ObjectNode) lost.get("metadata")).put("folder", "nowhere");
        assertThat(dashboards.create(lost, EDIT))
                .asInstanceOf(type(SaveOutcome.Refused.class))
                .matches(r -> r.problems().getFirst().path().equals("/metadata/folder"));
    }

    @Test
    void keepsEveryVersionWithWhoWhenAndWhy() {
        ObjectNode board = create("shop", "Web shop");
        clock.advance(Duration.ofMinutes(1));
        TestBoard.panel(board, "a").put("title", "Orders");
        saved(dashboards.save("shop", board, 1, new Edit("loki", "for fun", Edit.Source.API)));
        assertThat(dashboards.versions("shop"))
                .extracting(Version::number, Version::author, Version::message, Version::source)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(2L, "loki", "for fun", "api"),
                        org.assertj.core.groups.Tuple.tuple(1L, "freya", "because", "ui"));
        assertThat(dashboards.get("shop", 1).at("/spec/elements/a/title").asText())
                .isEqualTo("Requests");
        assertThat(dashboards.diff("shop", 1, 0))
                .singleElement()
                .matches(d -> d.path().equals("/spec/elements/a/title"))
                .matches(d -> d.change().equals("changed"))
                .matches(d -> d.element().equals(Optional.of("a")));
        ObjectNode restored = saved(dashboards.restore("shop", 1, EDIT));
        assertThat(restored.at("/metadata/version").asLong()).isEqualTo(3);
        assertThat(restored.at("/spec/elements/a/title").asText()).isEqualTo("Requests");
    }

    @Test
    void mergesEditsOfDifferentPanelsAndStoresNothing() {
        ObjectNode mine = create("shop", "Web shop");
        ObjectNode theirs = mine.deepCopy();
        TestBoard.panel(theirs, "b").put("title", "Alive");
        saved(dashboards.save("shop", theirs, 1, EDIT));
        TestBoard.panel(mine, "a").put("title", "Orders");
        SaveOutcome.Conflict conflict = conflict(dashboards.save("shop", mine, 1, EDIT));
        assertThat(conflict.clashes()).isEmpty();
        assertThat(conflict.merged().at("/spec/elements/a/title").asText()).isEqualTo("Orders");
        assertThat(conflict.merged().at("/spec/elements/b/title").asText()).isEqualTo("Alive");
        assertThat(conflict.theirs())
                .extracting(Difference::path)
                .containsExactly("/spec/elements/b/title");
        assertThat(conflict.ours())
                .extracting(Difference::path)
                .containsExactly("/spec/elements/a/title");
        assertThat(dashboards.get("shop").at("/metadata/version").asLong()).isEqualTo(2);
        // What was merged names the version it stands on.
        assertThat(
                        saved(dashboards.save("shop", conflict.merged(), 0, EDIT))
                                .at("/metadata/version")
                                .asLong())
                .isEqualTo(3);
    }

    @Test
    void showsAllThreeSidesOfAConflict() {
        ObjectNode mine = create("shop", "Web shop");
        ObjectNode theirs = mine.deepCopy();
        TestBoard.panel(theirs, "a").put("title", "All orders");
        saved(dashboards.save("shop", theirs, 1, EDIT));
        TestBoard.panel(mine, "a").put("title", "Orders by code");
        SaveOutcome.Conflict conflict = conflict(dashboards.save("shop", mine, 1, EDIT));
        assertThat(conflict.clashes()).hasSize(1);
        SaveOutcome.Clash clash = conflict.clashes().getFirst();
        assertThat(clash.path()).isEqualTo("/spec/elements/a/title");
        assertThat(String.valueOf(clash.base())).isEqualTo("\"Requests\"");
        assertThat(String.valueOf(clash.theirs())).isEqualTo("\"All orders\"");
        assertThat(String.valueOf(clash.ours())).isEqualTo("\"Orders by code\"");
        assertThat(conflict.merged().at("/spec/elements/a/title").asText())
                .isEqualTo("Orders by code");
    }

    @Test
    void mergesADeletionWithAMoveIntoAValidDashboard() {
        ObjectNode mine = create("shop", "Web shop");
        ObjectNode theirs = mine.deepCopy();
        ((ObjectNode) theirs.at("/spec/elements")).remove("b");
        ((com.fasterxml.jackson.databind.node.ArrayNode) theirs.at("/spec/layout/items")).remove(1);
        saved(dashboards.save("shop", theirs, 1, EDIT));
        ((ObjectNode) mine.at("/spec/layout/items/1")).put("y", 8);
        SaveOutcome.Conflict conflict = conflict(dashboards.save("shop", mine, 1, EDIT));
        assertThat(conflict.clashes()).isNotEmpty();
        assertThat(dashboards.check(conflict.merged())).isEmpty();
    }

    @Test
    void keepsTheNewestVersionsAndTheYoungOnes() {
        CatalogOptions fresh = kind.options();
        CatalogOptions three =
                new CatalogOptions(
                        fresh.url(),
                        fresh.user(),
                        fresh.passwordFile(),
                        4,
                        Optional.empty(),
                        false,
                        3,
                        Duration.ofHours(1));
        try (CatalogDatabase other = CatalogDatabase.open(three, folder.resolve("other"))) {
            Dashboards few = Catalog.open(other, three, clock, metric -> false).dashboards();
            saved(few.create(TestBoard.named("shop", "Web shop"), EDIT));
            for (int version = 1; version < 6; version++) {
                clock.advance(Duration.ofMinutes(20));
                saved(few.save("shop", TestBoard.named("shop", "Shop " + version), version, EDIT));
            }
            assertThat(few.versions("shop"))
                    .extracting(Version::number)
                    .containsExactly(6L, 5L, 4L, 3L);
        }
    }

    @Test
    void deletesADashboardWithAllThatBelongsToIt() {
        create("shop", "Web shop");
        catalog.shelf().star("freya", "shop");
        catalog.drafts().put("freya", "shop", TestBoard.named("shop", "Draft"));
        assertThat(dashboards.delete("shop")).isEmpty();
        assertThat(catalog.shelf().stars("freya")).isEmpty();
        assertThat(catalog.drafts().all("freya")).isEmpty();
        assertThatExceptionOfType(MuninnException.class)
                .isThrownBy(() -> dashboards.get("shop"))
                .withMessageContaining("no dashboard \"shop\"")
                .matches(e -> e.kind() == Kind.NOT_FOUND);
    }

    @Test
    void aSaveEndsTheDraftOfWhoSavesAlone() {
        ObjectNode board = create("shop", "Web shop");
        catalog.drafts().put("freya", "shop", board);
        catalog.drafts().put("loki", "shop", board);
        saved(dashboards.save("shop", board, 1, EDIT));
        assertThat(catalog.drafts().all("freya")).isEmpty();
        assertThat(catalog.drafts().get("loki", "shop").baseVersion()).isEqualTo(1);
        assertThat(catalog.drafts().get("loki", "shop").title()).isEqualTo("Web shop");
    }

    @Test
    void findsByWordsTagsFoldersAndStars() {
        Folder outer = catalog.folders().create("Shops", "");
        Folder inner = catalog.folders().create("Europe", outer.uid());
        ObjectNode sent = TestBoard.named("shop", "Web shop");
        ((ObjectNode) sent.get("metadata")).put("folder", inner.uid());
        saved(dashboards.create(sent, EDIT));
        create("bank", "Bank 100%");
        catalog.shelf().star("freya", "bank");
        clock.advance(Duration.ofSeconds(5));
        catalog.shelf().visit("freya", "shop");
        catalog.shelf().visit("loki", "shop");
        assertThat(found(search("shop", "requests"))).containsExactly("shop", "bank");
        assertThat(found(search("HTTP_requests_total", "web"))).containsExactly("shop");
        assertThat(found(search("100%"))).containsExactly("bank");
        assertThat(found(search("100_"))).isEmpty();
        assertThat(found(in(outer.uid()))).containsExactly("shop");
        assertThat(found(in(Search.TOP))).containsExactly("bank");
        List<Summary> all = made();
        assertThat(all).extracting(Summary::isStarred).containsExactly(true, false);
        assertThat(all.get(1).visits()).isEqualTo(2);
        assertThat(all.get(1).visitedAt()).contains(java.time.Instant.ofEpochMilli(1_005_000));
        assertThat(DashboardSearch.tags(all)).containsEntry("shop", 2L);
    }

    /** All that people made, without the boards that Muninn offers. */
    private List<Summary> made() {
        return catalog.search().find(Search.ALL, "freya").stream()
                .filter(board -> !board.folder().equals("muninn"))
                .toList();
    }

    private static Search search(String... words) {
        return new Search(
                List.of(words), List.of(), Optional.empty(), false, Search.Order.RELEVANCE);
    }

    private static Search in(String folder) {
        return new Search(
                List.of(), List.of("shop"), Optional.of(folder), false, Search.Order.TITLE);
    }

    private List<String> found(Search search) {
        return catalog.search().find(search, "freya").stream().map(Summary::uid).toList();
    }
}
