package dev.muninn.ingest.collect.jmx;

import java.util.ArrayList;
import java.util.List;
import javax.management.ObjectName;

/**
 * What the metrics of a bean are called: its domain and the value of its first property begin the
 * name, its other properties are labels. {@code type} is taken as the first wherever it stands:
 * JDKs differ in how they order the properties of their own beans.
 *
 * @param labels names and values in turn
 */
record BeanName(String prefix, List<String> labels) {

    static BeanName of(ObjectName bean) {
        StringBuilder prefix = new StringBuilder(bean.getDomain());
        List<String> labels = new ArrayList<>();
        boolean isFirst = true;
        for (String property : inOrder(bean)) {
            String value = unquoted(bean.getKeyProperty(property));
            if (isFirst) {
                prefix.append('_').append(value);
                isFirst = false;
            } else {
                labels.add(safe(property));
                labels.add(value);
            }
        }
        return new BeanName(safe(prefix.toString()), labels);
    }

    /** The properties as they were written, which their table does not keep. */
    private static List<String> inOrder(ObjectName bean) {
        String written = bean.getKeyPropertyListString();
        List<String> names = new ArrayList<>(bean.getKeyPropertyList().keySet());
        names.sort((a, b) -> Integer.compare(place(written, a), place(written, b)));
        return names;
    }

    private static int place(String written, String property) {
        if (property.equals("type")) {
            return -1;
        }
        return written.startsWith(property + "=") ? 0 : written.indexOf("," + property + "=") + 1;
    }

    private static String unquoted(String value) {
        return value.startsWith("\"") ? ObjectName.unquote(value) : value;
    }

    /** The name of a metric or label: all but letters, digits and colons become one underscore. */
    static String safe(String text) {
        String name = text.replaceAll("[^a-zA-Z0-9:_]+", "_").replaceAll("_{2,}", "_");
        return name.isEmpty() || Character.isDigit(name.charAt(0)) ? "_" + name : name;
    }
}
