package dev.muninn.alert.config;

import dev.muninn.alert.config.Shape.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the settings of a channel keep from people.
 *
 * @param texts keys, tokens, passwords and addresses that whoever knows them may use
 * @param files paths of files that hold one each
 */
public record SecretValues(List<String> texts, List<String> files) {

    /** What people see in the place of each. */
    public static final String HIDDEN = "<secret>";

    /** Files with what everybody may see. */
    private static final Set<String> OPEN_FILES =
            Set.of("ca_file", "cert_file", "username_file", "chat_id_file");

    /** Those of a channel, the global ones that it uses included. */
    public static SecretValues of(ChannelConfig channel) {
        SecretValues found = new SecretValues(new ArrayList<>(), new ArrayList<>());
        found.collect(channel.settings(), channel.type().shape());
        return found;
    }

    private void collect(Settings settings, Shape shape) {
        shape.keys()
                .forEach(
                        (key, kind) -> {
                            switch (kind) {
                                case Kind.Secret ignored -> add(settings.text(key));
                                case Kind.SecretUrl ignored -> add(settings.text(key));
                                case Kind.UrlTemplate ignored -> add(settings.text(key));
                                case Kind.SecretTexts ignored ->
                                        settings.textList(key).forEach(this::add);
                                case Kind.SecretMap ignored ->
                                        settings.texts(key).values().forEach(this::add);
                                case Kind.One one -> collect(settings.section(key), one.shape());
                                case Kind.Text ignored when key.endsWith("_file") ->
                                        addFile(key, settings.text(key));
                                default -> {}
                            }
                        });
    }

    private void add(String text) {
        if (!text.isEmpty()) {
            texts.add(text);
        }
    }

    private void addFile(String key, String path) {
        if (!path.isEmpty() && !OPEN_FILES.contains(key)) {
            files.add(path);
        }
    }
}
