package dev.muninn.ingest.collect.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessGroupsTest {

    private final ProcessGroups groups = new ProcessGroups(2, Duration.ofSeconds(1));

    @Test
    void addsUpTheProcessesOfOneName() {
        groups.beginScan();
        groups.visit(1, 10, "java", 5, 1, 1000, 30);
        groups.visit(2, 11, "java", 2, 1, 500, 20);

        ProcessGroup java = groups.endScan().getFirst();

        assertThat(java.userSeconds).isEqualTo(7);
        assertThat(java.systemSeconds).isEqualTo(2);
        assertThat(java.residentBytes).isEqualTo(1500);
        assertThat(java.threads).isEqualTo(50);
        assertThat(java.members).hasSize(2);
    }

    @Test
    void keepsWhatAnEndedProcessHadUsed() {
        scan(process(1, 10, "sh", 5), process(2, 11, "sh", 3));
        List<ProcessGroup> listed = scan(process(2, 11, "sh", 4));

        assertThat(listed.getFirst().userSeconds).isEqualTo(9);
        assertThat(listed.getFirst().members).hasSize(1);
    }

    @Test
    void takesANewProcessWithAnOldNumberForANewOne() {
        scan(process(1, 10, "sh", 5));
        List<ProcessGroup> listed = scan(process(1, 99, "sh", 2));

        assertThat(listed.getFirst().userSeconds).isEqualTo(7);
    }

    @Test
    void givesWhatIsUsedAfterExecToTheNewName() {
        scan(process(1, 10, "sh", 5), process(2, 10, "sh", 0));
        List<ProcessGroup> listed = scan(process(1, 10, "grep", 6), process(2, 10, "sh", 0));

        assertThat(listed).extracting(group -> group.name).containsExactly("grep", "sh");
        assertThat(listed.get(0).userSeconds).isEqualTo(1);
        assertThat(listed.get(1).userSeconds).isEqualTo(5);
    }

    @Test
    void listsTheLargestByCpuAndByMemory() {
        groups.beginScan();
        for (int pid = 1; pid <= 9; pid++) {
            groups.visit(pid, 1, "p" + pid, 100, 0, 1000 + pid, 1);
        }
        assertThat(groups.endScan()).extracting(g -> g.name).containsExactly("p8", "p9");

        groups.beginScan();
        for (int pid = 1; pid <= 9; pid++) {
            groups.visit(pid, 1, "p" + pid, pid == 3 ? 101 : 100, 0, 1000 + pid, 1);
        }
        assertThat(groups.endScan()).extracting(g -> g.name).containsExactly("p3", "p8", "p9");
    }

    @Test
    void countsUseBeforeTheFirstScanInTheTotalButNotAsRecent() {
        ProcessGroup group = scan(process(1, 10, "old", 5000)).getFirst();

        assertThat(group.userSeconds).isEqualTo(5000);
        assertThat(group.recentSeconds).isCloseTo(0, within(1e-9));
    }

    @Test
    void keepsAListedGroupWhenAnotherIsOnlyALittleLarger() {
        groups.beginScan();
        groups.visit(1, 1, "a", 0, 0, 1000, 1);
        groups.visit(2, 1, "b", 0, 0, 1000, 1);
        groups.endScan();

        groups.beginScan();
        groups.visit(1, 1, "a", 0, 0, 1000, 1);
        groups.visit(2, 1, "b", 0, 0, 1000, 1);
        groups.visit(3, 1, "c", 0, 0, 1100, 1);
        assertThat(groups.endScan()).extracting(g -> g.name).containsExactly("a", "b");

        groups.beginScan();
        groups.visit(1, 1, "a", 0, 0, 1000, 1);
        groups.visit(2, 1, "b", 0, 0, 1000, 1);
        groups.visit(3, 1, "c", 0, 0, 2000, 1);
        assertThat(groups.endScan()).extracting(g -> g.name).contains("c").hasSize(2);
    }

    private record Process(int pid, long start, String command, double userSeconds) {}

    private static Process process(int pid, long start, String command, double userSeconds) {
        return new Process(pid, start, command, userSeconds);
    }

    private List<ProcessGroup> scan(Process... processes) {
        groups.beginScan();
        for (Process one : processes) {
            groups.visit(one.pid, one.start, one.command, one.userSeconds, 0, 1000, 1);
        }
        return groups.endScan();
    }
}
