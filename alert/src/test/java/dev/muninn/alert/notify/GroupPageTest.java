package dev.muninn.alert.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.alert.AlertingStand;
import dev.muninn.alert.notify.NotifyView.ShownAlert;
import dev.muninn.alert.notify.NotifyView.ShownGroup;
import dev.muninn.model.Matcher;
import dev.muninn.model.MuninnException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupPageTest {

    @TempDir private Path folder;

    private AlertingStand stand;

    @BeforeEach
    void open() {
        stand = new AlertingStand(folder);
    }

    @AfterEach
    void close() {
        stand.close();
    }

    private GroupPage page(int offset, int limit, int alertsEach, Matcher... matchers) {
        return stand.notifications()
                .view()
                .page(new GroupQuery(List.of(matchers), "", offset, limit, alertsEach));
    }

    private static List<String> names(GroupPage page) {
        return page.shown().stream()
                .map(ShownGroup::labels)
                .map(labels -> labels.get("alertname"))
                .toList();
    }

    @Test
    void theWorstComeFirst() {
        stand.fire("alertname", "Note", "severity", "info");
        stand.fire("alertname", "Unsaid");
        stand.fire("alertname", "Disk", "severity", "warning");
        stand.fire("alertname", "Mixed", "severity", "info", "of", "a");
        stand.fire("alertname", "Mixed", "severity", "critical", "of", "b");
        stand.fire("alertname", "Checkout", "severity", "critical");
        assertThat(names(page(0, 10, 10)))
                .containsExactly("Checkout", "Mixed", "Disk", "Unsaid", "Note");
    }

    @Test
    void namesGoAsPeopleCount() {
        for (String name : List.of("shop-10", "shop-9", "shop-1")) {
            stand.fire("alertname", name);
        }
        assertThat(names(page(0, 10, 10))).containsExactly("shop-1", "shop-9", "shop-10");
    }

    @Test
    void inAGroupWhatBeganLastIsFirst() {
        for (String pod : List.of("shop-10", "shop-9", "shop-1")) {
            stand.fire("alertname", "Pods", "pod", pod);
        }
        stand.clock().advance(Duration.ofSeconds(10));
        stand.fire("alertname", "Pods", "pod", "shop-2");
        assertThat(page(0, 1, 10).shown().getFirst().alerts())
                .extracting(ShownAlert::alert)
                .extracting(alert -> alert.labels().get("pod"))
                .containsExactly("shop-2", "shop-1", "shop-9", "shop-10");
    }

    @Test
    void aPartIsShownAndAllIsCounted() {
        for (int i = 0; i < 12; i++) {
            stand.fire("alertname", "A" + i % 4, "pod", "p" + i);
        }
        stand.end("alertname", "A0", "pod", "p0");
        GroupPage page = page(1, 2, 2);
        assertThat(names(page)).containsExactly("A1", "A2");
        assertThat(page.groups()).isEqualTo(4);
        assertThat(page.alerts()).as("those that ended are not").isEqualTo(11);
        assertThat(page.shown())
                .allSatisfy(
                        group -> {
                            assertThat(group.alerts()).hasSize(2);
                            assertThat(group.alertCount()).isEqualTo(3);
                        });
        assertThat(names(page(3, 10, 1))).containsExactly("A3");
        assertThat(names(page(4, 10, 1))).isEmpty();
    }

    @Test
    void theAnswerIsOfTheAlertsAndTheGroupThatAreAskedFor() {
        stand.fire("alertname", "A", "pod", "p1");
        stand.fire("alertname", "A", "pod", "p2");
        stand.fire("alertname", "B", "pod", "p2");
        assertThat(answer(Map.of("filter", "pod=\"p1\"")))
                .contains("groupCount=1", "alertCount=1", "pod=p1")
                .doesNotContain("pod=p2");
        assertThat(answer(Map.of("group", "{}:{alertname=\"B\"}")))
                .contains("groupCount=1", "alertname=B")
                .doesNotContain("alertname=A");
        assertThat(answer(Map.of("limit", "0"))).contains("groupCount=2", "groups=[]");
        assertThatThrownBy(() -> answer(Map.of("limit", "-1")))
                .isInstanceOf(MuninnException.class)
                .hasMessage("limit is \"-1\": give a whole number from 0 to 100000");
    }

    @Test
    void aSilenceIsPreviewedWithItsMatchers() {
        for (int i = 0; i < 30; i++) {
            stand.fire("alertname", "A", "pod", "p" + i);
        }
        String preview =
                stand.api()
                        .previewSilence(parameters(Map.of("filter", "pod=~\"p.*\"", "limit", "3")))
                        .toString();
        assertThat(preview)
                .contains("alertCount=30", "isEqual=true, isRegex=true, name=pod, value=p.*")
                .contains("pod=p2}")
                .doesNotContain("pod=p3}");
    }

    private String answer(Map<String, String> parameters) {
        return stand.api().groups(parameters(parameters)).toString();
    }

    private static Function<String, List<String>> parameters(Map<String, String> given) {
        return name -> given.containsKey(name) ? List.of(given.get(name)) : List.of();
    }
}
