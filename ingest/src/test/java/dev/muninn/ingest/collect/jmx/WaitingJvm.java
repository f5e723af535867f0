package dev.muninn.ingest.collect.jmx;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Map;
import javax.management.ObjectName;

/** A program with a bean of its own that ends when its input does. */
public final class WaitingJvm {

    /** What a queue tells. */
    public interface QueueMXBean {
        int getLength();

        boolean isPaused();

        String getOwner();

        Map<String, Long> getWaitingByKind();
    }

    private static final class Queue implements QueueMXBean {
        @Override
        public int getLength() {
            return 17;
        }

        @Override
        public boolean isPaused() {
            return true;
        }

        @Override
        public String getOwner() {
            return "nobody";
        }

        @Override
        public Map<String, Long> getWaitingByKind() {
            return Map.of("mail", 12L, "print", 5L);
        }
    }

    /** What it writes once it can be asked. */
    static final String READY = "ready";

    private WaitingJvm() {}

    public static void main(String[] arguments) throws Exception {
        ObjectName name = new ObjectName("shop.jobs:type=Queue,name=\"a,b\",zone=1");
        ManagementFactory.getPlatformMBeanServer().registerMBean(new Queue(), name);
        System.out.println(READY);
        waitForEnd();
    }

    private static void waitForEnd() throws IOException {
        while (System.in.read() >= 0) {
            Thread.onSpinWait();
        }
    }
}
