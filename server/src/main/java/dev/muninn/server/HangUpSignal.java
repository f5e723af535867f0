package dev.muninn.server;

import java.lang.System.Logger.Level;
import java.lang.reflect.Proxy;

/** SIGHUP, by which operators ask programs to read their configuration again. */
final class HangUpSignal {

    private static final System.Logger logger = System.getLogger(HangUpSignal.class.getName());

    private HangUpSignal() {}

    /** Runs the action at each SIGHUP, where the system has it. */
    static void handle(Runnable action) {
        // The only way to signals is jdk.unsupported, whose names may not be compiled against.
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy =
                    Proxy.newProxyInstance(
                            HangUpSignal.class.getClassLoader(),
                            new Class<?>[] {handler},
                            (self, method, arguments) -> {
                                if (method.getName().equals("handle")) {
                                    Thread.ofVirtual().name("reload").start(action);
                                }
                                return null;
                            });
            Object hangUp = signal.getConstructor(String.class).newInstance("HUP");
            signal.getMethod("handle", signal, handler).invoke(null, hangUp, proxy);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            logger.log(Level.DEBUG, "SIGHUP is not to be had here", e);
        }
    }
}
