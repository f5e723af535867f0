package dev.muninn.store.codec;

/**
 * How one gets to some positions of a column from the nearest {@link Milestones}: the same for all
 * columns of so many numbers. Immutable.
 */
final class Route {

    /*
     * A leg leads over the differences of one group to a position, ahead or back. All of a leg is in
     * one char, from the lowest bit: how many differences it goes over (4 bits), which of the
     * milestones from the group's first on it leaves from (4), the first of the differences in the
     * group (7), and whether it goes back (1).
     */

    private static final int LENGTH = 15;
    private static final int MILESTONE_SHIFT = 4;
    private static final int MILESTONE = 15;
    private static final int FIRST_SHIFT = 8;
    private static final int FIRST = IntegerColumn.GROUP - 1;
    private static final int BACK_SHIFT = 15;

    private final int count;
    private final char[] legs;

    /** Pairs of a group and how many legs there are up to its last. */
    private final int[] groups;

    private Route(int count, char[] legs, int[] groups) {
        this.count = count;
        this.legs = legs;
        this.groups = groups;
    }

    /**
     * The way to ascending positions.
     *
     * @param count numbers in the column
     */
    static Route of(int[] positions, int count) {
        char[] legs = new char[positions.length];
        int[] groups = new int[2 * groups(positions)];
        int next = 0;
        for (int i = 0; i < positions.length; i++) {
            int group = groupOf(positions[i]);
            legs[i] = leg(positions[i], group, count);
            if (next == 0 || groups[next - 2] != group) {
                groups[next] = group;
                next += 2;
            }
            groups[next - 1] = i + 1;
        }
        return new Route(count, legs, groups);
    }

    private static int groups(int[] positions) {
        int groups = 0;
        for (int i = 0; i < positions.length; i++) {
            groups += i == 0 || groupOf(positions[i]) != groupOf(positions[i - 1]) ? 1 : 0;
        }
        return groups;
    }

    /** Where the difference stands that ends at a position. */
    private static int groupOf(int position) {
        return Math.max(0, position - 1) / IntegerColumn.GROUP;
    }

    private static char leg(int position, int group, int count) {
        int milestone = Milestones.nearest(position);
        int there = Milestones.position(milestone, count);
        int first = Math.min(position, there) & FIRST;
        int back = position < there ? 1 : 0;
        return (char)
                (Math.abs(position - there)
                        | milestone - group * Milestones.PER_GROUP << MILESTONE_SHIFT
                        | first << FIRST_SHIFT
                        | back << BACK_SHIFT);
    }

    /** How many numbers the columns have. */
    int count() {
        return count;
    }

    /** As many as there are positions. */
    char[] legs() {
        return legs;
    }

    /** How many groups there are that legs lead over. */
    int groups() {
        return groups.length / 2;
    }

    /** Where in the column one of these groups stands. */
    int group(int index) {
        return groups[2 * index];
    }

    /** One behind the last leg over one of these groups. */
    int end(int index) {
        return groups[2 * index + 1];
    }

    /** How many differences a leg goes over. */
    static int length(char leg) {
        return leg & LENGTH;
    }

    /** Which milestone a leg leaves from, counted from the first one of its group. */
    static int milestone(char leg) {
        return leg >>> MILESTONE_SHIFT & MILESTONE;
    }

    /** Where in its group the first of these differences stands. */
    static int first(char leg) {
        return leg >>> FIRST_SHIFT & FIRST;
    }

    /** -1 if a leg goes back, else 0. */
    static int back(char leg) {
        return -(leg >>> BACK_SHIFT);
    }
}
