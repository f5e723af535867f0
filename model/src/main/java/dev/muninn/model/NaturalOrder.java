package dev.muninn.model;

/**
 * The order of texts in which {@code node-2} comes before {@code node-10}: runs of digits count as
 * numbers, all else goes by {@link Utf8Order}.
 */
public final class NaturalOrder {

    private NaturalOrder() {}

    public static int compare(String a, String b) {
        int start = startOfDifference(a, b);
        int atA = start;
        int atB = start;
        while (atA < a.length() && atB < b.length()) {
            int endA = chunkEnd(a, atA);
            int endB = chunkEnd(b, atB);
            int order =
                    isDigit(a.charAt(atA)) && isDigit(b.charAt(atB))
                            ? compareNumbers(a, atA, endA, b, atB, endB)
                            : Utf8Order.compare(a.substring(atA, endA), b.substring(atB, endB));
            if (order != 0) {
                return order;
            }
            atA = endA;
            atB = endB;
        }
        int byRest = Integer.compare(a.length() - atA, b.length() - atB);
        return byRest != 0 ? byRest : Utf8Order.compare(a, b);
    }

    /** The begin of the first run that is not the same in both. */
    private static int startOfDifference(String a, String b) {
        int at = 0;
        int common = Math.min(a.length(), b.length());
        while (at < common && a.charAt(at) == b.charAt(at)) {
            at++;
        }
        if (at == 0) {
            return 0;
        }
        boolean isNumber = isDigit(a.charAt(at - 1));
        while (at > 0 && isDigit(a.charAt(at - 1)) == isNumber) {
            at--;
        }
        return at;
    }

    private static int chunkEnd(String text, int start) {
        boolean isNumber = isDigit(text.charAt(start));
        int end = start;
        while (end < text.length() && isDigit(text.charAt(end)) == isNumber) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int compareNumbers(
            String a, int startA, int endA, String b, int startB, int endB) {
        int atA = withoutZeros(a, startA, endA);
        int atB = withoutZeros(b, startB, endB);
        int byLength = Integer.compare(endA - atA, endB - atB);
        if (byLength != 0) {
            return byLength;
        }
        while (atA < endA) {
            int byDigit = Character.compare(a.charAt(atA++), b.charAt(atB++));
            if (byDigit != 0) {
                return byDigit;
            }
        }
        return 0;
    }

    private static int withoutZeros(String text, int start, int end) {
        int at = start;
        while (at < end && text.charAt(at) == '0') {
            at++;
        }
        return at;
    }
}
