package dev.muninn.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.testkit.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvisioningTest {

    @TempDir private Path data;

    @TempDir private Path files;

    private final ManualClock clock = new ManualClock(1_000);
    private CatalogDatabase database;
    private Catalog catalog;

    @BeforeEach
    void open() {
        database = CatalogDatabase.open(CatalogOptions.DEFAULTS, data);
        catalog = Catalog.open(database, CatalogOptions.DEFAULTS, clock, metric -> false);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void write(String name, String text) throws IOException {
        Path file = files.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Provisioning provision(boolean isPruning) {
        return Provisioning.open(files, isPruning, catalog.dashboards(), catalog.folders(), clock);
    }

    private String title(String uid) {
        return catalog.dashboards().get(uid).at("/spec/title").asText();
    }

    @Test
    void takesOursAsJsonAndYamlAndGrafanasWithTheirFolders() throws IOException {
        write("shop.json", DocumentText.writeJson(TestBoard.named("shop", "Shop")));
        write("eu/north/bank.yaml", DocumentText.writeYaml(TestBoard.named("bank", "Bank")));
        write("old.json", "{\"title\": \"Old\", \"panels\": []}");
        try (Provisioning provisioning = provision(false)) {
            assertThat(provisioning.files())
                    .extracting(ProvisionedFile::uid)
                    .containsExactly("bank", "file-old-json", "shop");
            assertThat(title("bank")).isEqualTo("Bank");
            assertThat(catalog.folders().all())
                    .extracting(folder -> String.join("/", folder.path()))
                    .containsExactly("eu", "eu/north");
            assertThat(catalog.dashboards().get("bank").at("/metadata/origin").asText())
                    .isEqualTo("eu/north/bank.yaml");
            Edit edit = new Edit("freya", "", Edit.Source.UI);
            assertThat(catalog.dashboards().save("shop", TestBoard.named("shop", "Mine"), 1, edit))
                    .isEqualTo(new SaveOutcome.ReadOnly("shop.json"));
        }
    }

    @Test
    void aBadFileLeavesTheGoodVersionAndIsNamed() throws IOException {
        write("shop.json", DocumentText.writeJson(TestBoard.named("shop", "Shop")));
        try (Provisioning provisioning = provision(true)) {
            write("shop.json", "{\"apiVersion\": \"muninn.dev/v1\", broken");
            provisioning.scan();
            assertThat(title("shop")).isEqualTo("Shop");
            assertThat(provisioning.files().getFirst().problem().orElse(""))
                    .contains("line 1, column");
            write("shop.json", DocumentText.writeJson(TestBoard.named("shop", "Better")));
            provisioning.scan();
            assertThat(title("shop")).isEqualTo("Better");
            assertThat(provisioning.files().getFirst().problem()).isEmpty();
            assertThat(catalog.dashboards().versions("shop")).hasSize(2);
        }
    }

    @Test
    void savesNothingForAFileThatIsAsItWas() throws IOException {
        write("shop.json", DocumentText.writeJson(TestBoard.named("shop", "Shop")));
        provision(false).close();
        provision(false).close();
        assertThat(catalog.dashboards().versions("shop")).hasSize(1);
    }

    @Test
    void refusesASecondFileForADashboard() throws IOException {
        write("a.json", DocumentText.writeJson(TestBoard.named("shop", "First")));
        write("b.json", DocumentText.writeJson(TestBoard.named("shop", "Second")));
        try (Provisioning provisioning = provision(false)) {
            assertThat(title("shop")).isEqualTo("First");
            assertThat(provisioning.files().get(1).problem().orElse("")).contains("a.json already");
        }
    }

    @Test
    void aDashboardGoesWithItsFileOnlyWherePruningIsAskedFor() throws IOException {
        write("shop.json", DocumentText.writeJson(TestBoard.named("shop", "Shop")));
        try (Provisioning keeping = provision(false)) {
            Files.delete(files.resolve("shop.json"));
            keeping.scan();
            assertThat(catalog.dashboards().get("shop").path("metadata").has("readOnly")).isFalse();
        }
        write("shop.json", DocumentText.writeJson(TestBoard.named("shop", "Shop")));
        try (Provisioning pruning = provision(true)) {
            Files.delete(files.resolve("shop.json"));
            pruning.scan();
            assertThat(catalog.search().find(Search.ALL, "freya"))
                    .extracting(Summary::uid)
                    .doesNotContain("shop");
        }
    }
}
