package dev.muninn.systemtest.agreement;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Drops, doubles, swaps, replaces and inserts tokens and letters of expressions. */
final class DamagedQueries {

    private static final Pattern TOKENS =
            Pattern.compile(
                    "(?s)\\s+|\"[^\"]*\"|[0-9][0-9a-zA-Z_.]*|[a-zA-Z_][a-zA-Z0-9_:]*|[=!]~|[=!<>]=|.");

    private static final String[] INSERTED = {
        "(",
        ")",
        "{",
        "}",
        "[",
        "]",
        ",",
        "=",
        "==",
        "!=",
        "=~",
        "!~",
        "<",
        ">=",
        "+",
        "-",
        "*",
        "/",
        "%",
        "^",
        "@",
        ":",
        "by",
        "without",
        "on",
        "ignoring",
        "group_left",
        "group_right",
        "bool",
        "offset",
        "and",
        "or",
        "unless",
        "atan2",
        "sum",
        "topk",
        "rate",
        "time",
        "vector",
        "start",
        "end",
        "start()",
        "5m",
        "1",
        "0x",
        "1e",
        "1_",
        "NaN",
        "inf",
        "\"text\"",
        "'a'",
        "`b`",
        "\"",
        "'",
        "\\",
        "$",
        "#",
        "!",
        "~",
        "é",
        "\"\\x\"",
        "[5m]",
        "[5m:]",
        "[1m:1m]",
        "{a=\"b\"}",
        "{}",
        "foo",
        "foo:bar",
        ":a",
        "1y2w3d",
        "5m5h",
        "-5m",
        "()",
        "1.5.2",
        ".5",
        "5.",
        "__name__",
        "le",
        "\n",
        "and on",
        "quantile",
        "count_values",
        "avg_over_time"
    };

    private final RandomGenerator random;

    DamagedQueries(RandomGenerator random) {
        this.random = random;
    }

    /** The expression with one token less, in all ways there are. */
    static List<String> smaller(String query) {
        List<String> tokens = tokens(query);
        List<String> smaller = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            List<String> rest = new ArrayList<>(tokens);
            rest.remove(i);
            smaller.add(String.join("", rest));
        }
        return smaller;
    }

    private static List<String> tokens(String query) {
        List<String> tokens = new ArrayList<>();
        TOKENS.matcher(query).results().map(MatchResult::group).forEach(tokens::add);
        return tokens;
    }

    /** The expression with one to three things changed. */
    String damaged(String query) {
        List<String> tokens = tokens(query);
        for (int i = random.nextInt(3); i >= 0; i--) {
            damage(tokens);
        }
        return String.join("", tokens);
    }

    private void damage(List<String> tokens) {
        if (tokens.isEmpty()) {
            return;
        }
        int at = random.nextInt(tokens.size());
        switch (random.nextInt(6)) {
            case 0, 1 -> tokens.remove(at);
            case 2 -> tokens.add(at, INSERTED[random.nextInt(INSERTED.length)]);
            case 3 -> tokens.set(at, INSERTED[random.nextInt(INSERTED.length)]);
            case 4 -> tokens.set(at, tokens.get(random.nextInt(tokens.size())));
            default -> {
                String token = tokens.get(at);
                int cut = random.nextInt(token.length());
                tokens.set(at, token.substring(0, cut) + token.substring(cut + 1));
                tokens.removeIf(String::isEmpty);
            }
        }
    }
}
