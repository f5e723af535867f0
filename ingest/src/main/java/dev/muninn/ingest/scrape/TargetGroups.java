package dev.muninn.ingest.scrape;

import dev.muninn.ingest.yaml.YamlSection;
import dev.muninn.model.Labels;
import java.util.ArrayList;
import java.util.List;

/** Reads lists of targets with their labels, of the configuration and of discovery files. */
final class TargetGroups {

    private TargetGroups() {}

    static List<ScrapeJob.TargetGroup> read(List<YamlSection> sections, String source) {
        List<ScrapeJob.TargetGroup> groups = new ArrayList<>();
        for (YamlSection section : sections) {
            Labels.Builder labels = Labels.builder();
            section.textMap("labels").forEach(labels::set);
            groups.add(
                    new ScrapeJob.TargetGroup(
                            source + "/" + groups.size(),
                            section.texts("targets"),
                            labels.build()));
            section.finish();
        }
        return List.copyOf(groups);
    }
}
