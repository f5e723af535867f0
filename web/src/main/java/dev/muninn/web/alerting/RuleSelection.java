package dev.muninn.web.alerting;

import dev.muninn.alert.rule.GroupStatus;
import dev.muninn.alert.rule.Rule;
import dev.muninn.alert.rule.RuleGroup;
import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.model.MuninnException;
import dev.muninn.query.Queries;
import dev.muninn.web.http.Parameters;
import dev.muninn.web.query.SeriesRoutes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which rules a request asks for, by the parameters of Prometheus' API. */
final class RuleSelection {

    private final String type;
    private final List<String> names;
    private final List<String> groups;
    private final List<String> files;
    private final List<List<Matcher>> matchers = new ArrayList<>();
    private final boolean withAlerts;
    private final int groupLimit;
    private final String nextToken;

    /**
     * @throws MuninnException of kind BAD_INPUT if one of the parameters is wrong
     */
    RuleSelection(Parameters parameters, Queries queries) {
        type = parameters.get("type").toLowerCase(Locale.ROOT);
        if (!List.of("", "alert", "record").contains(type)) {
            throw MuninnException.badInput(
                    "not supported value \"" + type + "\" of type: it takes alert or record");
        }
        names = parameters.all("rule_name[]");
        groups = parameters.all("rule_group[]");
        files = parameters.all("file[]");
        for (String selector : parameters.all("match[]")) {
            matchers.add(SeriesRoutes.selector(queries, selector));
        }
        withAlerts = !flag(parameters.get("exclude_alerts"));
        groupLimit = groupLimit(parameters.get("group_limit"));
        nextToken = parameters.get("group_next_token");
        if (groupLimit == 0 && !nextToken.isEmpty()) {
            throw MuninnException.badInput(
                    "group_limit needs to be set in order to paginate over the groups");
        }
    }

    private static boolean flag(String text) {
        return switch (text) {
            case "true", "True", "TRUE", "t", "T", "1" -> true;
            case "", "false", "False", "FALSE", "f", "F", "0" -> false;
            default ->
                    throw MuninnException.badInput(
                            "exclude_alerts is \"" + text + "\": it takes true or false");
        };
    }

    private static int groupLimit(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit > 0) {
                return limit;
            }
        } catch (NumberFormatException e) {
            throw noLimit(text);
        }
        throw noLimit(text);
    }

    private static MuninnException noLimit(String text) {
        return MuninnException.badInput(
                "group_limit is \"" + text + "\": it takes a number of groups above 0");
    }

    /** Whether alerts are shown with their rules. */
    boolean withAlerts() {
        return withAlerts;
    }

    boolean wants(RuleGroup group) {
        return isAmong(files, group.file()) && isAmong(groups, group.name());
    }

    boolean wants(Rule rule) {
        boolean isOfType =
                switch (rule) {
                    case Rule.Alerting ignored -> !type.equals("record");
                    case Rule.Recording ignored -> !type.equals("alert");
                };
        return isOfType && isAmong(names, rule.name()) && matches(rule.labels());
    }

    private static boolean isAmong(List<String> wanted, String value) {
        return wanted.isEmpty() || wanted.contains(value);
    }

    /** Labels that are templates have no value before there is an alert, so they do not count. */
    private boolean matches(Map<String, String> ruleLabels) {
        if (matchers.isEmpty()) {
            return true;
        }
        Labels.Builder builder = Labels.builder();
        ruleLabels.forEach(
                (name, value) -> {
                    if (!value.contains("{{")) {
                        builder.set(name, value);
                    }
                });
        Labels labels = builder.build();
        return matchers.stream().anyMatch(set -> Matcher.allMatch(set, labels));
    }

    /** Whether so many groups are more than one answer takes. */
    boolean isFull(int shown) {
        return groupLimit > 0 && shown >= groupLimit;
    }

    /**
     * The groups from the one on that the answer before ended with.
     *
     * @throws MuninnException of kind BAD_INPUT if that group is gone
     */
    List<GroupStatus> fromToken(List<GroupStatus> all) {
        if (nextToken.isEmpty()) {
            return all;
        }
        for (int i = 0; i < all.size(); i++) {
            if (token(all.get(i).group()).equals(nextToken)) {
                return all.subList(i, all.size());
            }
        }
        throw MuninnException.badInput(
                "invalid group_next_token '" + nextToken + "'. were rule groups changed?");
    }

    /** What the next request begins at a group with. */
    static String token(RuleGroup group) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            digest.update((group.file() + ";" + group.name()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java has SHA-1", e);
        }
    }
}
