package dev.muninn.alert;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.alert.api.AlertingApi;
import dev.muninn.alert.api.JsonBody;
import dev.muninn.alert.channel.ChannelTrial;
import dev.muninn.alert.channel.Channels;
import dev.muninn.alert.config.ChannelConfig;
import dev.muninn.alert.config.Receiver;
import dev.muninn.alert.config.RoutingConfig;
import dev.muninn.alert.config.RoutingFile;
import dev.muninn.alert.route.MatcherSyntax;
import dev.muninn.alert.route.Route;
import dev.muninn.alert.saved.ChannelDocument;
import dev.muninn.alert.saved.ChannelKind;
import dev.muninn.alert.saved.SavedChannel;
import dev.muninn.alert.saved.SavedChannelTable;
import dev.muninn.model.Clock;
import dev.muninn.model.MuninnException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Ways to tell people that are added in the browser: each a receiver of its own, with a route
 * beside those of the file, so that what the file says goes on as it is. Safe for use by many
 * threads.
 */
public final class SavedChannels {

    private static final System.Logger LOGGER = System.getLogger(SavedChannels.class.getName());

    private static final int MAX_NAME_CHARS = 100;

    private final SavedChannelTable table;
    private final Function<RoutingConfig, Channels> channels;
    private final Clock clock;
    private volatile RoutingConfig file;
    private volatile Runnable onChange = () -> {};
    private volatile Map<String, String> unusable = Map.of();
    private volatile List<SavedChannel> used = List.of();

    /**
     * @param file what counts without the channels from here
     * @param channels opens channels for a test
     */
    SavedChannels(
            SavedChannelTable table,
            RoutingConfig file,
            Function<RoutingConfig, Channels> channels,
            Clock clock) {
        this.table = table;
        this.file = file;
        this.channels = channels;
        this.clock = clock;
    }

    /**
     * @param onChange called after something was saved or deleted
     */
    void onChange(Runnable onChange) {
        this.onChange = onChange;
    }

    /** From now on this is what counts without the channels from here. */
    void replaceFile(RoutingConfig other) {
        file = other;
    }

    /**
     * The configuration of the file and, beside it, the channels that were saved. One that cannot
     * be used is left out, and said so: it must not keep the others from telling.
     */
    RoutingConfig all() {
        RoutingConfig all = file;
        Map<String, String> wrong = new LinkedHashMap<>();
        List<SavedChannel> saved = table.all();
        for (SavedChannel channel : saved) {
            try {
                all = all.beside(read(channel.name(), channel.document()));
            } catch (MuninnException e) {
                LOGGER.log(
                        System.Logger.Level.WARNING,
                        "saved channel {0} is not used: {1}",
                        channel.name(),
                        e.getMessage());
                wrong.put(channel.name(), String.valueOf(e.getMessage()));
            }
        }
        unusable = wrong;
        used = saved;
        return all;
    }

    /** Takes up what other processes on the database have saved or deleted. */
    void takeUpOthers() {
        if (!table.all().equals(used)) {
            onChange.run();
        }
    }

    private RoutingConfig read(String name, ChannelDocument document) {
        if (file.receiver(name) != null) {
            throw MuninnException.badInput(
                    "alerting.config has a receiver \"%s\", too: choose another name"
                            .formatted(name));
        }
        String where = "channel";
        try {
            RoutingConfig read =
                    RoutingFile.read(
                            where, document.routingFile(name), MatcherSyntax.UTF8, file.global());
            Route route = read.route().children().getFirst();
            return read.withRoute(route.at(route.key(), "saved/" + name));
        } catch (MuninnException e) {
            throw new MuninnException(
                    MuninnException.Kind.BAD_INPUT,
                    document.kind().inWords(withoutPlaces(where, String.valueOf(e.getMessage()))),
                    e);
        }
    }

    /** The text was made from a form: its lines and columns say nothing to people. */
    private static String withoutPlaces(String where, String message) {
        return message.replaceAll("(?m)^" + Pattern.quote(where) + ":\\d+:\\d+: ", "");
    }

    /** What there is, without secrets, and which kinds can be added. */
    public Object list() {
        return Map.of(
                "channels",
                table.all().stream().map(this::tree).toList(),
                "kinds",
                Arrays.stream(ChannelKind.values()).map(ChannelKind::tree).toList());
    }

    private Object tree(SavedChannel channel) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", channel.name());
        String problem = unusable.get(channel.name());
        try {
            tree.putAll(channel.document().shown());
        } catch (MuninnException e) {
            problem = e.getMessage();
        }
        tree.put("author", channel.author());
        tree.put("savedAt", channel.savedAtMillis() / 1000.0);
        if (problem != null) {
            tree.put("problem", problem);
        }
        return tree;
    }

    /**
     * Saves a channel; on return it is on the disk and in use.
     *
     * @param json {@code {kind, settings, matchers, tellsEnd, author}}; secrets that are missing
     *     stay as they were
     * @throws MuninnException of kind BAD_INPUT with all that is wrong, of kind UNAVAILABLE if it
     *     cannot be kept
     */
    public Object save(String name, byte[] json) {
        JsonNode body = JsonBody.read(json);
        checkName(name);
        ChannelDocument document = usable(name, body);
        String author = body.path("author").asText("").strip();
        SavedChannel channel =
                SavedChannel.of(
                        name, document, author.isEmpty() ? "somebody" : author, clock.millis());
        table.put(channel);
        onChange.run();
        return tree(channel);
    }

    private ChannelDocument usable(String name, JsonNode body) {
        ChannelDocument given = ChannelDocument.of(body);
        ChannelDocument document = before(name).map(given::withSecretsOf).orElse(given);
        document.check();
        read(name, document);
        return document;
    }

    /** What was saved before under a name; empty, too, if it is not understood. */
    private Optional<ChannelDocument> before(String name) {
        Optional<SavedChannel> saved = table.find(name);
        try {
            return saved.map(SavedChannel::document);
        } catch (MuninnException e) {
            return Optional.empty();
        }
    }

    private static void checkName(String name) {
        if (name.isBlank()
                || name.length() > MAX_NAME_CHARS
                || !name.equals(name.strip())
                || name.chars().anyMatch(Character::isISOControl)) {
            throw MuninnException.badInput(
                    "the name of a channel has 1 to %d characters, no line breaks and no spaces around it"
                            .formatted(MAX_NAME_CHARS));
        }
    }

    /**
     * Sends a marked test over a channel that need not be saved yet, and waits for the answer.
     *
     * @param json as for {@link #save}, and {@code name}
     * @throws MuninnException of kind BAD_INPUT with all that is wrong
     */
    public Object test(byte[] json) {
        JsonNode body = JsonBody.read(json);
        String name = JsonBody.text(body, "name");
        RoutingConfig config = read(name, usable(name, body));
        Receiver receiver = config.receivers().getFirst();
        ChannelConfig channel = receiver.channels().getFirst();
        return AlertingApi.tree(
                new ChannelTrial(clock).run(channel, channels.apply(config).open(channel)));
    }

    /**
     * Deletes a channel; what waits to be told over it is dropped.
     *
     * @throws MuninnException of kind NOT_FOUND if it is not there, of kind UNAVAILABLE if that
     *     cannot be kept
     */
    public void remove(String name) {
        if (!table.remove(name)) {
            throw new MuninnException(
                    MuninnException.Kind.NOT_FOUND, "no channel %s was saved".formatted(name));
        }
        onChange.run();
    }
}
