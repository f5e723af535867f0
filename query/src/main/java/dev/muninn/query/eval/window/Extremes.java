package dev.muninn.query.eval.window;

/** The least or greatest of each window; NaN only where there is nothing else. */
final class Extremes implements FloatFunction.OfWindow {

    /*
     * Windows of neighbouring steps overlap, so a queue of candidates is kept: indices whose values
     * fall strictly from front to back (for the greatest). Each sample enters and leaves it once.
     */

    private final boolean isGreatest;
    private int[] queue = new int[16];
    private int head;
    private int tail;
    private int seenTo;

    Extremes(boolean isGreatest) {
        this.isGreatest = isGreatest;
    }

    @Override
    public void begin(Windows windows) {
        seenTo = 0;
        head = 0;
        tail = 0;
    }

    @Override
    public double value(Windows windows, int step, int from, int to) {
        double[] values = windows.samples().floatValues();
        if (seenTo <= from) {
            seenTo = from;
            head = 0;
            tail = 0;
        }
        while (seenTo < to) {
            enter(values, seenTo++);
        }
        while (head < tail && queue[head] < from) {
            head++;
        }
        return head == tail ? Double.NaN : values[queue[head]];
    }

    private void enter(double[] values, int index) {
        double value = values[index];
        if (Double.isNaN(value)) {
            return;
        }
        while (head < tail
                && (isGreatest
                        ? values[queue[tail - 1]] < value
                        : values[queue[tail - 1]] > value)) {
            tail--;
        }
        if (tail == queue.length) {
            makeRoom();
        }
        queue[tail++] = index;
    }

    private void makeRoom() {
        int live = tail - head;
        int[] target = live > queue.length / 2 ? new int[2 * queue.length] : queue;
        System.arraycopy(queue, head, target, 0, live);
        queue = target;
        head = 0;
        tail = live;
    }
}
