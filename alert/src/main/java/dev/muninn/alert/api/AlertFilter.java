package dev.muninn.alert.api;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.muninn.alert.group.ActiveAlert;
import dev.muninn.alert.notify.NotifyView.ShownAlert;
import dev.muninn.alert.route.MatcherSyntax;
import dev.muninn.model.Matcher;
import dev.muninn.model.MuninnException;
import dev.muninn.query.RegexSize;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** Which alerts somebody wants to see, as the parameters of the API say. */
final class AlertFilter {

    private final List<Matcher> matchers;
    private final Predicate<String> receiver;
    private final boolean active;
    private final boolean silenced;
    private final boolean inhibited;
    private final boolean muted;

    /**
     * @param parameters all values of a parameter, in the order in which they came
     * @throws MuninnException of kind BAD_INPUT if one is wrong
     */
    AlertFilter(Function<String, List<String>> parameters) {
        matchers = matchers(parameters);
        receiver = receiver(parameters.apply("receiver"));
        active = flag(parameters, "active");
        silenced = flag(parameters, "silenced");
        inhibited = flag(parameters, "inhibited");
        muted = flag(parameters, "muted");
    }

    /** The matchers of all {@code filter} parameters together. */
    static List<Matcher> matchers(Function<String, List<String>> parameters) {
        List<Matcher> matchers = new ArrayList<>();
        for (String filter : parameters.apply("filter")) {
            matchers.addAll(MatcherSyntax.FALLBACK.parse(filter));
        }
        return matchers;
    }

    private static boolean flag(Function<String, List<String>> parameters, String name) {
        List<String> values = parameters.apply(name);
        return values.isEmpty() || !values.getFirst().equals("false");
    }

    private static Predicate<String> receiver(List<String> patterns) {
        if (patterns.isEmpty() || patterns.getFirst().isEmpty()) {
            return name -> true;
        }
        var _ = RegexSize.of(patterns.getFirst());
        try {
            return Pattern.compile("^(?:" + patterns.getFirst() + ")$")::matches;
        } catch (PatternSyntaxException e) {
            throw new MuninnException(
                    MuninnException.Kind.BAD_INPUT,
                    "failed to parse receiver param: " + e.getMessage(),
                    e);
        }
    }

    boolean wants(ActiveAlert alert) {
        return Matcher.allMatch(matchers, alert.labels());
    }

    boolean wantsReceiver(String name) {
        return receiver.test(name);
    }

    boolean wants(ShownAlert shown) {
        if (shown.receivers().stream().noneMatch(receiver)) {
            return false;
        }
        if (!shown.quiet().isQuiet()) {
            return active;
        }
        return (silenced || shown.quiet().silencedBy().isEmpty())
                && (inhibited || shown.quiet().inhibitedBy().isEmpty())
                && (muted || shown.quiet().mutedBy().isEmpty());
    }
}
