package dev.muninn.alert.template;

import java.util.AbstractList;
import java.util.List;

/** A list that holds nothing but texts, which some functions ask for. */
final class Texts extends AbstractList<String> {

    private final List<String> texts;

    Texts(List<String> texts) {
        this.texts = List.copyOf(texts);
    }

    @Override
    public String get(int index) {
        return texts.get(index);
    }

    @Override
    public int size() {
        return texts.size();
    }
}
