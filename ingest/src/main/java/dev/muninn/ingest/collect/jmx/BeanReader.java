package dev.muninn.ingest.collect.jmx;

import java.io.IOException;
import java.rmi.MarshalException;
import java.rmi.UnmarshalException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.management.Attribute;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.jspecify.annotations.Nullable;

/**
 * Reads all numbers of a JVM's beans; knows which attributes may be numbers after the first time.
 */
final class BeanReader {

    /** A broker with many topics has more; its rules belong into an exporter beside it. */
    private static final int MAX_BEANS = 2_000;

    private static final int MAX_FIGURES = 10_000;

    /** What may be a number or hold some; of the rest nothing can be stored. */
    private static final Set<String> TYPES =
            Set.of(
                    "boolean",
                    "byte",
                    "short",
                    "int",
                    "long",
                    "float",
                    "double",
                    "java.lang.Boolean",
                    "java.lang.Byte",
                    "java.lang.Short",
                    "java.lang.Integer",
                    "java.lang.Long",
                    "java.lang.Float",
                    "java.lang.Double",
                    "java.lang.Number",
                    "java.lang.Object",
                    "java.math.BigDecimal",
                    "java.math.BigInteger",
                    "java.util.Date",
                    "javax.management.openmbean.CompositeData",
                    "javax.management.openmbean.TabularData");

    /** Texts only, and secrets among them. */
    private static final String SYSTEM_PROPERTIES = "SystemProperties";

    private record Bean(BeanName name, String[] attributes) {}

    private final MBeanServerConnection server;
    private final List<ObjectName> patterns;
    private final Map<ObjectName, Bean> known = new HashMap<>();
    private int leftOut;

    /**
     * @param patterns which beans are read
     */
    BeanReader(MBeanServerConnection server, List<ObjectName> patterns) {
        this.server = server;
        this.patterns = patterns;
    }

    /**
     * Reads each bean once.
     *
     * @throws IOException if the JVM does not answer any more
     */
    void read(RecordedFigures into) throws IOException {
        Set<ObjectName> beans = new TreeSet<>();
        for (ObjectName pattern : patterns) {
            beans.addAll(server.queryNames(pattern, null));
        }
        known.keySet().retainAll(new HashSet<>(beans));
        leftOut = 0;
        int count = 0;
        for (ObjectName bean : beans) {
            if (count++ >= MAX_BEANS || into.size() >= MAX_FIGURES) {
                leftOut++;
            } else {
                read(bean, into);
            }
        }
        into.gauge("jmx_scrape_cached_beans", "Beans that are known.", known.size());
        into.gauge(
                "jmx_scrape_beans_left_out",
                "Beans that are too many or could not be read.",
                leftOut);
    }

    private void read(ObjectName bean, RecordedFigures into) throws IOException {
        try {
            Bean read = known.get(bean);
            if (read == null) {
                read = new Bean(BeanName.of(bean), attributes(bean));
                known.put(bean, read);
            }
            if (read.attributes.length == 0) {
                return;
            }
            List<String> labels = read.name.labels();
            for (Attribute one : server.getAttributes(bean, read.attributes).asList()) {
                String name = read.name.prefix() + "_" + one.getName();
                report(name, bean.getDomain(), one.getValue(), labels, into);
            }
        } catch (InstanceNotFoundException e) {
            known.remove(bean);
        } catch (JMException | RuntimeException | MarshalException | UnmarshalException e) {
            // One bean of strange classes must not hide all others.
            leftOut++;
        }
    }

    private String[] attributes(ObjectName bean) throws IOException, JMException {
        return Arrays.stream(server.getMBeanInfo(bean).getAttributes())
                .filter(one -> one.isReadable() && TYPES.contains(one.getType()))
                .map(MBeanAttributeInfo::getName)
                .filter(name -> !name.equals(SYSTEM_PROPERTIES))
                .toArray(String[]::new);
    }

    @SuppressWarnings("JavaUtilDate") // beans have nothing else for a moment
    private static void report(
            String name,
            String domain,
            @Nullable Object value,
            List<String> labels,
            RecordedFigures into) {
        switch (value) {
            case Number number -> figure(name, domain, number.doubleValue(), labels, into);
            case Boolean truth -> figure(name, domain, truth ? 1 : 0, labels, into);
            case Date date -> figure(name, domain, date.getTime() / 1e3, labels, into);
            case CompositeData composite -> {
                for (String key : composite.getCompositeType().keySet()) {
                    report(name + "_" + key, domain, composite.get(key), labels, into);
                }
            }
            case TabularData table -> {
                for (Object row : (Collection<?>) table.values()) {
                    reportRow(name, domain, table, (CompositeData) row, labels, into);
                }
            }
            case null, default -> {}
        }
    }

    /** The columns that tell rows apart become labels; the others are values. */
    private static void reportRow(
            String name,
            String domain,
            TabularData table,
            CompositeData row,
            List<String> labels,
            RecordedFigures into) {
        List<String> keys = table.getTabularType().getIndexNames();
        List<String> all = new ArrayList<>(labels);
        for (String key : keys) {
            all.add(BeanName.safe(key));
            all.add(String.valueOf(row.get(key)));
        }
        for (String column : row.getCompositeType().keySet()) {
            if (!keys.contains(column)) {
                // A map's only column is its value, which needs no name.
                String full = column.equals("value") ? name : name + "_" + column;
                report(full, domain, row.get(column), all, into);
            }
        }
    }

    private static void figure(
            String name, String domain, double value, List<String> labels, RecordedFigures into) {
        into.untyped(
                BeanName.safe(name),
                "An attribute of beans of " + domain + ".",
                value,
                labels.toArray(String[]::new));
    }
}
