package dev.muninn.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The first of many in an order, without sorting all of them. */
public final class Smallest {

    private Smallest() {}

    /** At most {@code count} elements that come first in an order, in that order. */
    public static <T> List<T> of(Iterable<? extends T> all, int count, Comparator<T> order) {
        if (count <= 0) {
            return List.of();
        }
        PriorityQueue<T> kept = new PriorityQueue<>(Collections.reverseOrder(order));
        for (T one : all) {
            if (kept.size() < count) {
                kept.add(one);
            } else if (order.compare(one, kept.element()) < 0) {
                kept.remove();
                kept.add(one);
            }
        }
        List<T> first = new ArrayList<>(kept);
        first.sort(order);
        return first;
    }
}
