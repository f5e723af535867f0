package dev.muninn.ingest.target;

import dev.muninn.ingest.yaml.YamlSection;
import dev.muninn.model.Labels;
import java.util.ArrayList;
import java.util.List;

/** Reads lists of targets with their labels, of the configuration and of discovery files. */
public final class TargetGroups {

    private TargetGroups() {}

    public static List<TargetGroup> read(List<YamlSection> sections, String source) {
        List<TargetGroup> groups = new ArrayList<>();
        for (YamlSection section : sections) {
            Labels.Builder labels = Labels.builder();
            section.textMap("labels").forEach(labels::set);
            groups.add(
                    new TargetGroup(
                            source + "/" + groups.size(),
                            section.texts("targets"),
                            labels.build()));
            section.finish();
        }
        return List.copyOf(groups);
    }
}
