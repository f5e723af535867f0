package dev.muninn.alert.template;

import dev.muninn.model.MuninnException;
import dev.muninn.query.RegexSize;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one execution may still do, so that no template keeps the server busy or fills its memory.
 * Confined to its run.
 */
final class Effort {

    private static final int MAX_STEPS = 100_000;

    /** The longest text, and all that is in a list: far more than a message can have. */
    private static final int MAX_VALUE = 1 << 20;

    /** Characters that all functions of a run give and look through. */
    private static final long MAX_WORK = 64L << 20;

    /** A step of a pattern is less than to make a character. */
    private static final int PATTERN_STEPS = 8;

    /** A number, a time, or what is not made by a template. */
    private static final long OTHER_WEIGHT = 8;

    private int steps;
    private long work;

    /** Goes on to another step or round. */
    void step() {
        if (++steps > MAX_STEPS) {
            throw new TemplateException("runs for more than " + MAX_STEPS + " steps");
        }
    }

    /** A function gave a value. */
    void made(@Nullable Object value) {
        long weight = weight(value, MAX_VALUE);
        if (weight > MAX_VALUE) {
            throw tooLong();
        }
        spend(weight);
    }

    /** A pattern is to be looked for in a text. */
    void search(String pattern, String text) {
        try {
            spend(RegexSize.of(pattern) * text.length() / PATTERN_STEPS);
        } catch (MuninnException e) {
            throw new TemplateException(String.valueOf(e.getMessage()));
        }
    }

    private void spend(long more) {
        work += more;
        if (work > MAX_WORK) {
            throw new TemplateException("does more than a message is worth: make it shorter");
        }
    }

    /** For functions that make much of little: refuses as soon as it is too much. */
    static void checkLength(long length) {
        if (length > MAX_VALUE) {
            throw tooLong();
        }
    }

    private static TemplateException tooLong() {
        return new TemplateException("gives more than " + MAX_VALUE + " characters");
    }

    /** About how long a value is as a text; looks no further when it is more than {@code most}. */
    private static long weight(@Nullable Object value, long most) {
        return switch (value) {
            case null -> 1;
            case String text -> text.length();
            case SafeText text -> text.text().length();
            case Map<?, ?> map -> weight(map.keySet(), most) + weight(map.values(), most);
            case Collection<?> list -> {
                long sum = 1;
                Iterator<?> elements = list.iterator();
                while (elements.hasNext() && sum <= most) {
                    sum += 1 + weight(elements.next(), most - sum);
                }
                yield sum;
            }
            default -> OTHER_WEIGHT;
        };
    }
}
