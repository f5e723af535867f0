package dev.muninn.ingest.scrape;

import dev.muninn.ingest.discovery.Discovery;
import dev.muninn.ingest.discovery.DiscoverySources;
import dev.muninn.ingest.target.TargetGroup;
import dev.muninn.ingest.target.TargetGroups;
import dev.muninn.ingest.yaml.YamlSection;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the targets of a configuration: those it names, those in its discovery files, which are
 * read again when they change, and those that discoveries told of. Confined to one thread.
 */
final class TargetDiscovery {

    private static final System.Logger logger = System.getLogger(TargetDiscovery.class.getName());

    /**
     * What there is to scrape, the labels of what relabeling dropped, and the jobs whose targets
     * are more than their limit, each with the reason why none of them may be scraped.
     */
    record Found(Set<ScrapeTarget> targets, List<Labels> dropped, Map<String, String> refusedJobs) {

        /** Why the target may not be scraped; empty if it may. */
        String refusal(ScrapeTarget target) {
            return refusedJobs.getOrDefault(target.settings().name(), "");
        }
    }

    private record ReadFile(FileTime modified, long size, List<TargetGroup> groups) {}

    private final List<ScrapeJob> jobs;
    private final DiscoverySources sources;
    private final Map<Path, ReadFile> files = new HashMap<>();
    private List<List<TargetGroup>> lastGroups = List.of();
    private Found last = new Found(Set.of(), List.of(), Map.of());

    TargetDiscovery(List<ScrapeJob> jobs, DiscoverySources sources) {
        this.jobs = jobs;
        this.sources = sources;
    }

    /** The targets there are now: the same object as before if nothing has changed. */
    Found find() {
        List<List<TargetGroup>> groups = new ArrayList<>();
        jobs.forEach(job -> groups.add(groups(job)));
        // To relabel thousands of targets every few seconds costs more than to compare them.
        if (!groups.equals(lastGroups)) {
            last = find(groups);
            lastGroups = groups;
        }
        return last;
    }

    private List<TargetGroup> groups(ScrapeJob job) {
        List<TargetGroup> groups = new ArrayList<>(job.groups());
        for (String pattern : job.filePatterns()) {
            for (Path file : matching(pattern)) {
                groups.addAll(read(file));
            }
        }
        for (Discovery discovery : job.discoveries()) {
            groups.addAll(sources.groups(discovery));
        }
        return groups;
    }

    private Found find(List<List<TargetGroup>> groups) {
        Found found = new Found(new LinkedHashSet<>(), new ArrayList<>(), new HashMap<>());
        for (int i = 0; i < groups.size(); i++) {
            ScrapeJob job = jobs.get(i);
            int before = found.targets.size();
            groups.get(i).forEach(group -> add(job, group, found));
            checkTargetLimit(job, found.targets.size() - before, found);
        }
        return found;
    }

    private static void checkTargetLimit(ScrapeJob job, int count, Found found) {
        long limit = job.settings().limits().targets();
        if (limit > 0 && count > limit) {
            String reason =
                    "target_limit exceeded: the job has "
                            + count
                            + " targets, the limit is "
                            + limit;
            found.refusedJobs.put(job.settings().name(), reason);
            logger.log(
                    System.Logger.Level.WARNING,
                    "job {0} is not scraped: {1}",
                    job.settings().name(),
                    reason);
        }
    }

    private static void add(ScrapeJob job, TargetGroup group, Found into) {
        for (String address : group.addresses()) {
            Labels discovered = ScrapeTarget.discovered(job, address, group.labels());
            try {
                ScrapeTarget target = ScrapeTarget.of(job, discovered);
                if (target == null) {
                    into.dropped.add(discovered);
                } else {
                    into.targets.add(target);
                }
            } catch (MuninnException e) {
                logger.log(System.Logger.Level.WARNING, "target left out: {0}", e.getMessage());
                into.dropped.add(discovered);
            }
        }
    }

    /** The files of a pattern, whose last part may have an asterisk. */
    private static List<Path> matching(String pattern) {
        Path path = Path.of(pattern).toAbsolutePath();
        Path folder = path.getParent();
        List<Path> files = new ArrayList<>();
        if (!pattern.contains("*")) {
            files.add(path);
        } else if (folder != null && Files.isDirectory(folder)) {
            try (DirectoryStream<Path> found =
                    Files.newDirectoryStream(folder, String.valueOf(path.getFileName()))) {
                found.forEach(files::add);
            } catch (IOException | DirectoryIteratorException e) {
                logger.log(System.Logger.Level.WARNING, "cannot list {0}: {1}", folder, e);
            }
        }
        files.sort(null);
        return files;
    }

    /** The groups of a file; those read last where it is gone or broken. */
    private List<TargetGroup> read(Path file) {
        ReadFile before = files.get(file);
        try {
            FileTime modified = Files.getLastModifiedTime(file);
            long size = Files.size(file);
            if (before != null && before.modified.equals(modified) && before.size == size) {
                return before.groups;
            }
            List<TargetGroup> groups =
                    TargetGroups.read(
                            YamlSection.parseList(Files.readString(file), file.toString()),
                            file.toString());
            files.put(file, new ReadFile(modified, size, groups));
            return groups;
        } catch (IOException | MuninnException e) {
            if (before == null || !before.groups.isEmpty()) {
                logger.log(System.Logger.Level.WARNING, "discovery file {0}: {1}", file, e);
            }
            List<TargetGroup> kept = before == null ? List.of() : before.groups;
            if (before == null) {
                files.put(file, new ReadFile(FileTime.fromMillis(0), -1, kept));
            }
            return kept;
        }
    }
}
