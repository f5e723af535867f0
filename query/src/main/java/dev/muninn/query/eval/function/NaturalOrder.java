package dev.muninn.query.eval.function;

import dev.muninn.model.Utf8Order;

/** The order of texts in which node-2 comes before node-10. */
final class NaturalOrder {

    private NaturalOrder() {}

    static int compare(String a, String b) {
        int atA = 0;
        int atB = 0;
        while (atA < a.length() && atB < b.length()) {
            int endA = chunkEnd(a, atA);
            int endB = chunkEnd(b, atB);
            String chunkA = a.substring(atA, endA);
            String chunkB = b.substring(atB, endB);
            int order =
                    isDigit(chunkA.charAt(0)) && isDigit(chunkB.charAt(0))
                            ? compareNumbers(chunkA, chunkB)
                            : Utf8Order.compare(chunkA, chunkB);
            if (order != 0) {
                return order;
            }
            atA = endA;
            atB = endB;
        }
        int byRest = Integer.compare(a.length() - atA, b.length() - atB);
        return byRest != 0 ? byRest : Utf8Order.compare(a, b);
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

    private static int compareNumbers(String a, String b) {
        String x = a.replaceFirst("^0+", "");
        String y = b.replaceFirst("^0+", "");
        int byLength = Integer.compare(x.length(), y.length());
        return byLength != 0 ? byLength : x.compareTo(y);
    }
}
