package dev.muninn.ingest.discovery;

import dev.muninn.ingest.kubernetes.KubernetesTargets;
import dev.muninn.ingest.target.TargetGroup;
import java.util.List;

/** A cluster, which tells of changes by itself. */
record KubernetesSource(KubernetesTargets targets) implements DiscoverySource {

    @Override
    public List<TargetGroup> groups() {
        return targets.groups();
    }

    @Override
    public boolean isFailing() {
        return targets.isFailing();
    }

    @Override
    public void close() {
        targets.close();
    }
}
