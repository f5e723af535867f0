package dev.muninn.ingest.relabel;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.IntUnaryOperator;

/**
 * One step of relabeling; the components are those of Prometheus' configuration.
 *
 * @param modulus of action HASHMOD, else 0
 */
public record RelabelRule(
        List<String> sourceLabels,
        String separator,
        Pattern regex,
        long modulus,
        String targetLabel,
        String replacement,
        RelabelAction action) {

    public static final String DEFAULT_SEPARATOR = ";";
    public static final String DEFAULT_REGEX = "(.*)";
    public static final String DEFAULT_REPLACEMENT = "$1";

    /**
     * Checks that the action has what it needs.
     *
     * @throws MuninnException of kind BAD_INPUT naming what is missing or too much
     */
    public RelabelRule {
        switch (action) {
            case HASHMOD -> {
                require(modulus > 0, action, "a modulus above 0");
                require(!targetLabel.isEmpty(), action, "target_label");
            }
            case REPLACE, LOWERCASE, UPPERCASE, KEEPEQUAL, DROPEQUAL ->
                    require(!targetLabel.isEmpty(), action, "target_label");
            case LABELDROP, LABELKEEP ->
                    require(
                            sourceLabels.isEmpty() && targetLabel.isEmpty(),
                            action,
                            "only regex, no other field");
            case KEEP, DROP, LABELMAP -> {
                // Every field has a default that makes sense.
            }
        }
    }

    private static void require(boolean holds, RelabelAction action, String what) {
        if (!holds) {
            throw MuninnException.badInput("relabel action " + action.word() + " needs " + what);
        }
    }

    /**
     * Compiles a regular expression that has to match a whole value.
     *
     * @throws MuninnException of kind BAD_INPUT if it is none
     */
    public static Pattern compile(String regex) {
        try {
            return Pattern.compile("^(?s:" + regex + ")$");
        } catch (PatternSyntaxException e) {
            throw new MuninnException(
                    MuninnException.Kind.BAD_INPUT,
                    "regex \"" + regex + "\": " + e.getMessage(),
                    e);
        }
    }

    /** Changes the labels; says no if the series or target is to be dropped. */
    boolean apply(Labels.Builder labels, List<String> names) {
        return switch (action) {
            case REPLACE -> replace(labels);
            case KEEP -> regex.matches(source(labels));
            case DROP -> !regex.matches(source(labels));
            case KEEPEQUAL -> source(labels).equals(labels.get(targetLabel));
            case DROPEQUAL -> !source(labels).equals(labels.get(targetLabel));
            case HASHMOD -> set(labels, targetLabel, hash(source(labels)));
            case LOWERCASE ->
                    set(labels, targetLabel, each(source(labels), Character::toLowerCase));
            case UPPERCASE ->
                    set(labels, targetLabel, each(source(labels), Character::toUpperCase));
            case LABELMAP -> map(labels, names);
            case LABELDROP -> removeWhere(labels, names, true);
            case LABELKEEP -> removeWhere(labels, names, false);
        };
    }

    private String source(Labels.Builder labels) {
        StringJoiner joined = new StringJoiner(separator);
        for (String name : sourceLabels) {
            joined.add(labels.get(name));
        }
        return joined.toString();
    }

    /** A text changed letter by letter, as Go does: the sharp s stays one letter. */
    private static String each(String text, IntUnaryOperator change) {
        return text.codePoints()
                .map(change)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean set(Labels.Builder labels, String name, String value) {
        labels.set(name, value);
        return true;
    }

    private boolean replace(Labels.Builder labels) {
        Matcher match = regex.matcher(source(labels));
        if (match.matches()) {
            String target = Expansion.expand(targetLabel, match);
            if (!target.isEmpty()) {
                labels.set(target, Expansion.expand(replacement, match));
            }
        }
        return true;
    }

    private String hash(String source) {
        byte[] digest;
        try {
            digest =
                    MessageDigest.getInstance("MD5")
                            .digest(source.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
        // The last eight bytes, as Prometheus takes them: shards must agree between servers.
        return new BigInteger(1, digest, digest.length - Long.BYTES, Long.BYTES)
                .mod(BigInteger.valueOf(modulus))
                .toString();
    }

    private boolean map(Labels.Builder labels, List<String> names) {
        for (String name : names) {
            Matcher match = regex.matcher(name);
            String value = labels.get(name);
            if (!value.isEmpty() && match.matches()) {
                labels.set(Expansion.expand(replacement, match), value);
            }
        }
        return true;
    }

    private boolean removeWhere(Labels.Builder labels, List<String> names, boolean matching) {
        for (String name : names) {
            if (regex.matches(name) == matching) {
                labels.remove(name);
            }
        }
        return true;
    }
}
