package dev.muninn.alert.pack;

import dev.muninn.alert.yaml.Problems;
import dev.muninn.alert.yaml.Section;
import dev.muninn.alert.yaml.YamlText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The packs that come with the program. */
public final class PackIndex {

    private static final String INDEX = "packs.yml";

    private PackIndex() {}

    /** All packs, in the order in which they are offered. */
    public static List<Pack> read() {
        List<Pack> packs = new ArrayList<>();
        Problems problems = new Problems(INDEX);
        if (YamlText.compose(INDEX, resource(INDEX)) instanceof SequenceNode list) {
            for (Node node : list.getValue()) {
                Section section = new Section(node, problems, "pack");
                String name = String.valueOf(section.text("name"));
                List<String> picks = section.textList("rules");
                packs.add(
                        new Pack(
                                name,
                                String.valueOf(section.text("title")),
                                String.valueOf(section.text("about")),
                                section.textList("needs"),
                                picks.isEmpty() ? resource(name + ".yml") : "",
                                picks.stream().map(Pack.Pick::parse).toList()));
                section.finish();
            }
        }
        problems.throwIfAny();
        return packs;
    }

    /** What to do about the alerts of a pack that is there, as Markdown. */
    public static String runbook(Pack pack) {
        return resource("runbook/" + pack.name() + ".md");
    }

    private static String resource(String name) {
        try (InputStream file = PackIndex.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new AssertionError(name + " is not in the program");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
