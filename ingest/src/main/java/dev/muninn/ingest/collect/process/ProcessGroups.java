package dev.muninn.ingest.collect.process;

import dev.muninn.ingest.collect.process.ProcessGroup.Member;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The groups of all processes seen, and which of them use most. */
final class ProcessGroups implements ProcessSource.Visitor {

    /** The time over which CPU use is weighed, with older use fading. */
    private static final Duration WINDOW = Duration.ofMinutes(1);

    /** A listed group leaves only when another uses half as much again: no flapping of equals. */
    private static final double INCUMBENT_BONUS = 1.5;

    /** A thousandth of a CPU; what uses less is idle and not ranked by CPU. */
    private static final double IDLE_SECONDS = WINDOW.toSeconds() / 1e3;

    private final int top;
    private final double fading;
    private final Map<Integer, Member> members = new HashMap<>();
    private final Map<String, ProcessGroup> groups = new HashMap<>();
    private long scan;

    /**
     * No groups yet.
     *
     * @param top how many groups are listed by CPU, and how many by memory
     */
    ProcessGroups(int top, Duration interval) {
        this.top = top;
        this.fading = Math.exp(-(double) interval.toMillis() / WINDOW.toMillis());
    }

    void beginScan() {
        scan++;
        groups.values().forEach(group -> group.beginScan(fading));
    }

    @Override
    public void visit(
            int pid,
            long start,
            String command,
            double userSeconds,
            double systemSeconds,
            long residentBytes,
            int threads) {
        ProcessGroup group = groups.computeIfAbsent(command, ProcessGroup::new);
        Member member = members.get(pid);
        if (member == null || member.start != start) {
            member = new Member(pid, start, group);
            members.put(pid, member);
            if (scan == 1) {
                // What it used before we looked counts in the total, but is not recent.
                group.recentSeconds -= userSeconds + systemSeconds;
            }
        }
        // After exec only what is used from now on is the new command's.
        member.group = group;
        double user = Math.max(0, userSeconds - member.userSeconds);
        double system = Math.max(0, systemSeconds - member.systemSeconds);
        member.userSeconds = userSeconds;
        member.systemSeconds = systemSeconds;
        member.scan = scan;
        group.userSeconds += user;
        group.systemSeconds += system;
        group.recentSeconds += user + system;
        group.residentBytes += residentBytes;
        group.threads += threads;
        group.members.add(member);
    }

    /** Ends the scan: the gone are forgotten, and the groups that use most are listed. */
    List<ProcessGroup> endScan() {
        members.values().removeIf(member -> member.scan != scan);
        groups.values().removeIf(group -> group.members.isEmpty());
        List<ProcessGroup> ranked = new ArrayList<>(groups.values());
        List<ProcessGroup> byCpu = largest(ranked, group -> group.recentSeconds, IDLE_SECONDS);
        List<ProcessGroup> byMemory = largest(ranked, group -> group.residentBytes, 0);
        ranked.forEach(group -> group.isListed = false);
        byCpu.forEach(group -> group.isListed = true);
        byMemory.forEach(group -> group.isListed = true);
        ranked.removeIf(group -> !group.isListed);
        ranked.sort(Comparator.comparing(group -> group.name));
        return ranked;
    }

    private List<ProcessGroup> largest(
            List<ProcessGroup> all, ToDoubleFunction<ProcessGroup> use, double above) {
        return all.stream()
                .filter(group -> use.applyAsDouble(group) > above)
                .sorted(
                        Comparator.comparingDouble(
                                        (ProcessGroup group) ->
                                                use.applyAsDouble(group)
                                                        * (group.isListed ? INCUMBENT_BONUS : 1))
                                .reversed())
                .limit(top)
                .toList();
    }

    /** Adds what the group's processes moved since they were asked last. */
    static void addTransfers(ProcessGroup group, ProcessSource source) {
        for (Member member : group.members) {
            if (member.hidesTransfer) {
                continue;
            }
            ProcessSource.Transfer transfer = source.transferOf(member.pid);
            if (transfer == null) {
                // Gone, or another user's: neither changes while it runs.
                member.hidesTransfer = true;
                continue;
            }
            group.readBytes += Math.max(0, transfer.readBytes() - member.readBytes);
            group.writtenBytes += Math.max(0, transfer.writtenBytes() - member.writtenBytes);
            member.readBytes = transfer.readBytes();
            member.writtenBytes = transfer.writtenBytes();
        }
    }
}
