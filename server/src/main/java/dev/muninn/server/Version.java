package dev.muninn.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version of this build. */
final class Version implements IVersionProvider {

    private static final Properties BUILD = read();

    /** Such as "0.1.0"; written into the resource by the build. */
    static final String NUMBER = BUILD.getProperty("version");

    /** The commit it was built from and that one's date; empty where the build did not know. */
    static final String REVISION = BUILD.getProperty("revision", "");

    static final String DATE = BUILD.getProperty("date", "");

    private static Properties read() {
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "Muninn " + NUMBER,
            "Java " + Runtime.version() + " (" + System.getProperty("java.vm.vendor") + ")",
            System.getProperty("os.name")
                    + " "
                    + System.getProperty("os.version")
                    + " "
                    + System.getProperty("os.arch")
        };
    }
}
