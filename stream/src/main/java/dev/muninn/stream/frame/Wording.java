package dev.muninn.stream.frame;

import dev.muninn.stream.coding.Coding;
import dev.muninn.stream.coding.PlainCoding;
import dev.muninn.stream.coding.RoundedCoding;
import java.util.List;

/** How a view's data is written, in each of the forms. Immutable. */
public record Wording(List<DataFrames> byForm, Coding coding) {

    public static Wording of(String view, int vid, long epoch, Coding coding) {
        return new Wording(
                List.of(
                        new JsonFrames(view),
                        new BinaryFrames(vid, epoch, coding, false),
                        new BinaryFrames(vid, epoch, coding, true)),
                coding);
    }

    /** Summaries, which are the same in all forms. */
    public static Wording ofSummaries() {
        return new Wording(List.of(new SummaryFrames()), PlainCoding.INSTANCE);
    }

    /** To how many digits the values of each query are rounded; empty where they are not. */
    List<Integer> digits() {
        return coding instanceof RoundedCoding(var digits) ? digits : List.of();
    }

    /** Whether the last tick's frames are all there is to say, so that no picture goes before. */
    public boolean isWhole() {
        return byForm.size() == 1;
    }

    int forms() {
        return byForm.size();
    }

    int index(Form form) {
        return isWhole() ? 0 : form.ordinal();
    }

    DataFrames in(Form form) {
        return byForm.get(index(form));
    }
}
