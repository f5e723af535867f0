package dev.muninn.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muninn.model.Clock;
import dev.muninn.model.MuninnException;
import dev.muninn.model.Telemetry;
import dev.muninn.model.TelemetrySource;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps dashboards as the files of a folder say: JSON and YAML, ours and Grafana's. Folders below
 * it become folders of dashboards. A file that cannot be used changes nothing; it is named with
 * what is wrong. The folder is looked through every few seconds, which finds changes on every file
 * system.
 */
public final class Provisioning implements TelemetrySource, AutoCloseable {

    private static final System.Logger logger = System.getLogger(Provisioning.class.getName());

    private static final long PERIOD_SECONDS = 5;

    private static final int MAX_FILE_BYTES = 10 << 20;

    /** What a file was like when it was read. */
    private record Seen(FileTime modified, long size) {}

    private final Path root;
    private final boolean isPruning;
    private final Dashboards dashboards;
    private final Folders folders;
    private final Clock clock;
    private final ScheduledExecutorService thread;

    /** Both are confined to {@link #scan}. */
    private final Map<String, Seen> seen = new HashMap<>();

    private final Map<String, ProvisionedFile> files = new TreeMap<>();

    private volatile List<ProvisionedFile> published = List.of();

    private Provisioning(
            Path root, boolean isPruning, Dashboards dashboards, Folders folders, Clock clock) {
        this.root = root;
        this.isPruning = isPruning;
        this.clock = clock;
        this.dashboards = dashboards;
        this.folders = folders;
        thread =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("provisioning").factory());
    }

    /** Reads the folder once, then watches it. */
    static Provisioning open(
            Path root, boolean isPruning, Dashboards dashboards, Folders folders, Clock clock) {
        Provisioning provisioning = new Provisioning(root, isPruning, dashboards, folders, clock);
        provisioning.scanSafely();
        var _ =
                provisioning.thread.scheduleWithFixedDelay(
                        provisioning::scanSafely, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
        return provisioning;
    }

    /** The files as they were found last. */
    public List<ProvisionedFile> files() {
        return published;
    }

    public Path folder() {
        return root;
    }

    public boolean isPruning() {
        return isPruning;
    }

    private void scanSafely() {
        try {
            scan();
        } catch (MuninnException e) {
            logger.log(
                    Level.WARNING,
                    "dashboards of {0} are not up to date: {1}",
                    root,
                    e.getMessage());
        } catch (RuntimeException e) {
            logger.log(Level.ERROR, "dashboards of " + root + " are not up to date", e);
        }
    }

    /** Takes over what has changed since the last time. */
    synchronized void scan() {
        List<Path> there = list();
        List<String> names = new ArrayList<>();
        for (Path file : there) {
            String name = root.relativize(file).toString().replace('\\', '/');
            names.add(name);
            Seen now = look(file);
            if (now != null && !now.equals(seen.get(name))) {
                take(file, name);
                seen.put(name, now);
            }
        }
        forget(names);
        published = List.copyOf(files.values());
    }

    private List<Path> list() {
        try (Stream<Path> all = Files.walk(root, Folders.MAX_DEPTH + 1)) {
            return all.filter(Files::isRegularFile)
                    .filter(Provisioning::isDashboard)
                    .sorted()
                    .toList();
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new MuninnException(
                    MuninnException.Kind.UNAVAILABLE,
                    "folder %s cannot be read: %s".formatted(root, e.getMessage()),
                    e);
        }
    }

    private static boolean isDashboard(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && name.matches(".*\\.(json|ya?ml)");
    }

    private static @Nullable Seen look(Path file) {
        try {
            return new Seen(Files.getLastModifiedTime(file), Files.size(file));
        } catch (IOException e) {
            // It went between the listing and now: the next look will know.
            return null;
        }
    }

    private void take(Path file, String name) {
        Optional<ProvisionedFile> before = Optional.ofNullable(files.get(name));
        String uid = before.map(ProvisionedFile::uid).orElse("");
        String problem = "";
        try {
            ObjectNode document = read(file, name);
            String named = new DashboardDocument(document).uid();
            problem = otherFile(named, name);
            if (problem.isEmpty()) {
                problem = problemOf(dashboards.provision(document, edit(name), name));
                uid = problem.isEmpty() ? named : uid;
            }
        } catch (CharacterCodingException e) {
            problem = "it is not encoded in UTF-8";
        } catch (IOException e) {
            problem = "it cannot be read: " + e.getMessage();
        } catch (MuninnException e) {
            if (e.kind() != MuninnException.Kind.BAD_INPUT) {
                throw e;
            }
            problem = String.valueOf(e.getMessage());
        }
        if (!problem.isEmpty()) {
            logger.log(Level.WARNING, "dashboard file {0}: {1}", file, problem);
        }
        files.put(
                name,
                new ProvisionedFile(
                        name,
                        uid,
                        Instant.ofEpochMilli(clock.millis()),
                        problem.isEmpty() ? Optional.empty() : Optional.of(problem)));
    }

    private static Edit edit(String name) {
        return new Edit(Edit.MUNINN, "from the file " + name, Edit.Source.FILE);
    }

    private String otherFile(String uid, String name) {
        return files.values().stream()
                .filter(other -> other.uid().equals(uid) && !other.name().equals(name))
                .findFirst()
                .map(
                        other ->
                                "dashboard \"%s\" is kept by the file %s already: give it another uid"
                                        .formatted(uid, other.name()))
                .orElse("");
    }

    private ObjectNode read(Path file, String name) throws IOException {
        if (Files.size(file) > MAX_FILE_BYTES) {
            throw MuninnException.badInput("it has more than %d bytes".formatted(MAX_FILE_BYTES));
        }
        String text = Files.readString(file);
        ObjectNode document =
                name.toLowerCase(Locale.ROOT).endsWith(".json")
                        ? DocumentText.readJson(text)
                        : DocumentText.readYaml(text);
        boolean isOurs = document.path("apiVersion").asText().equals(DashboardCheck.API_VERSION);
        ObjectNode ours = isOurs ? document : GrafanaBoards.read(document, Map.of()).dashboard();
        ObjectNode metadata =
                ours.path("metadata") instanceof ObjectNode there
                        ? there
                        : ours.putObject("metadata");
        if (metadata.path("uid").asText().isEmpty()) {
            metadata.put("uid", Uids.slug("file " + name));
        }
        Path parent = root.relativize(file).getParent();
        if (parent != null) {
            List<String> titles = new ArrayList<>();
            parent.forEach(part -> titles.add(part.toString()));
            metadata.put("folder", folders.ensure(titles));
        }
        return ours;
    }

    private static String problemOf(@Nullable SaveOutcome outcome) {
        return switch (outcome) {
            case null -> "";
            case SaveOutcome.Saved _ -> "";
            case SaveOutcome.Refused(List<Problem> problems) ->
                    problems.stream()
                            .limit(5)
                            .map(problem -> problem.path() + " " + problem.message())
                            .reduce((one, next) -> one + "; " + next)
                            .orElse("");
            case SaveOutcome.ReadOnly readOnly ->
                    "its uid is that of a dashboard kept by " + readOnly.keeper();
            case SaveOutcome.Conflict _ -> "somebody saved it at this moment";
        };
    }

    /** Lets go of dashboards whose files are gone. */
    private void forget(List<String> names) {
        files.keySet().retainAll(names);
        seen.keySet().retainAll(names);
        dashboards
                .provisioned()
                .forEach(
                        (uid, file) -> {
                            if (names.contains(file)) {
                                return;
                            }
                            if (isPruning) {
                                dashboards.prune(uid);
                            } else {
                                dashboards.release(uid);
                            }
                        });
    }

    @Override
    public void report(Telemetry to) {
        List<ProvisionedFile> now = published;
        to.gauge("muninn_provisioning_files", "Files that keep dashboards.", now.size());
        to.gauge(
                "muninn_provisioning_bad_files",
                "Files of dashboards that cannot be used.",
                (double) now.stream().filter(file -> file.problem().isPresent()).count());
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
