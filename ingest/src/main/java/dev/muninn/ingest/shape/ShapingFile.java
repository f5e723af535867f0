package dev.muninn.ingest.shape;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.muninn.ingest.relabel.RelabelReader;
import dev.muninn.ingest.yaml.YamlSection;
import dev.muninn.model.MuninnException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads policies, as docs/ingest/shaping.md has them. */
public final class ShapingFile {

    private ShapingFile() {}

    /**
     * The policies of a file by their source.
     *
     * @throws MuninnException of kind BAD_INPUT with line, key and remedy
     */
    public static Map<String, ShapingPolicy> parse(String text, String file) {
        YamlSection top = YamlSection.parse(text, file);
        Map<String, ShapingPolicy> policies = new LinkedHashMap<>();
        for (YamlSection section : top.sections("policies")) {
            ShapingPolicy policy = read(section);
            if (policies.put(policy.source(), policy) != null) {
                throw section.fault("source", "there are two policies for " + policy.source());
            }
        }
        top.finish();
        return policies;
    }

    private static ShapingPolicy read(YamlSection section) {
        ShapingPolicy policy =
                new ShapingPolicy(
                        section.requiredText("source"),
                        section.duration("sample-interval", Duration.ZERO),
                        critical(section),
                        RelabelReader.read(section, "relabel_configs"));
        section.finish();
        return policy;
    }

    private static Pattern critical(YamlSection section) {
        try {
            return Pattern.compile(String.join("|", section.texts("critical")));
        } catch (PatternSyntaxException e) {
            throw section.fault("critical", String.valueOf(e.getMessage()));
        }
    }
}
