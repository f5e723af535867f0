package dev.muninn.ingest.logs;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

/** Reads access logs of nginx and Apache in the combined or common form. */
final class AccessLogRule implements LogRule {

    private static final Pattern LINE =
            Pattern.compile(
                    "^\\S+ \\S+ \\S+ \\[[^\\]]+\\] \"((?:[^\"\\\\]|\\\\.)*)\" ([0-9]{3})"
                            + " (?:[0-9]+|-)(?: \"(?:[^\"\\\\]|\\\\.)*\" \"(?:[^\"\\\\]|\\\\.)*\")?(?:"
                            + " \"?([0-9]+\\.[0-9]+|-)\"?)?");

    /** A request may be anything that somebody sent to the port. */
    private static final Pattern REQUEST = Pattern.compile("^([A-Z]{3,10}) (\\S+) HTTP/[0-9.]+$");

    @Override
    public String name() {
        return "access-log";
    }

    @Override
    public boolean apply(LogLine line, RuleSeries into) {
        Matcher matcher = LINE.matcher(line.text());
        if (!matcher.find()) {
            return false;
        }
        Matcher request = REQUEST.matcher(matcher.group(1));
        boolean isRequest = request.find();
        String seconds = matcher.group(3);
        HttpFigures.add(
                into,
                line.service(),
                isRequest ? request.group(1) : "",
                isRequest ? RoutePath.of(request.group(2)) : "",
                matcher.group(2),
                seconds == null || seconds.equals("-") ? -1 : Double.parseDouble(seconds));
        return true;
    }
}
