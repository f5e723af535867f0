package dev.muninn.alert.template;

import java.util.HashMap;
import java.util.Map;

/** How many arguments those functions take that do not take any number of them. */
final class Arities {

    private static final Map<String, Integer> COUNTS = counts();

    private Arities() {}

    private static Map<String, Integer> counts() {
        String[] names = {
            "externalURL pathPrefix now routeLabels",
            "humanize humanize1024 humanizeDuration humanizePercentage humanizeTimestamp toTime"
                    + " toDuration title toUpper toLower trimSpace stripPort stripDomain"
                    + " parseDuration value strvalue first query graphLink tableLink safeHtml"
                    + " safeUrl urlUnescape since len not toJson",
            "label sortByLabel match join date tz ne lt le gt ge",
            "reReplaceAll"
        };
        Map<String, Integer> counts = new HashMap<>();
        for (int count = 0; count < names.length; count++) {
            for (String name : names[count].split(" ")) {
                counts.put(name, count);
            }
        }
        return Map.copyOf(counts);
    }

    /**
     * Refuses a call with more or fewer arguments than there must be.
     *
     * @throws TemplateException for that
     */
    static void check(String function, int given) {
        Integer wanted = COUNTS.get(function);
        if (wanted != null && wanted != given) {
            throw new TemplateException(
                    "wrong number of args for " + function + ": want " + wanted + " got " + given);
        }
    }
}
