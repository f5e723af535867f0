package dev.muninn.ingest.collect.container;

import dev.muninn.ingest.collect.Part;
import dev.muninn.ingest.collect.SampleFrame;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** All control groups that hold a container or a service. */
public final class ContainerPart implements Part {

    /** Deeper than Kubernetes nests, and an end for trees made by mistake. */
    private static final int DEEPEST = 8;

    /** A thousand groups are forty thousand series; more is no small machine. */
    private static final int MOST = 1000;

    private final Path root;

    /**
     * The groups below {@code /sys/fs/cgroup}, or where systems that run both versions put the
     * second one.
     */
    public ContainerPart(Path sys) {
        Path cgroup = sys.resolve("fs/cgroup");
        Path mixed = cgroup.resolve("unified");
        this.root = Files.exists(mixed.resolve("cgroup.procs")) ? mixed : cgroup;
    }

    @Override
    public String name() {
        return "container";
    }

    @Override
    public void collect(SampleFrame into) throws IOException {
        if (!Files.exists(root.resolve("cgroup.procs"))) {
            throw new NoSuchFileException(root.resolve("cgroup.procs").toString());
        }
        walk(root.toFile(), "", 0, into, 0);
    }

    private static int walk(File folder, String path, int depth, SampleFrame into, int count) {
        int reported = count;
        ContainerName name = ContainerName.of(path);
        if (name.isContainerOrService()) {
            new ControlGroup(folder.toPath(), name).report(into);
            reported++;
        }
        File[] inside = folder.listFiles();
        if (inside == null || depth == DEEPEST) {
            return reported; // it went while we looked
        }
        for (File one : inside) {
            if (reported < MOST && one.isDirectory()) {
                reported = walk(one, path + "/" + one.getName(), depth + 1, into, reported);
            }
        }
        return reported;
    }
}
