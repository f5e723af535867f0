package dev.muninn.query.script;

import java.io.IOException;
import java.net.URISyntaxException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** The project's own scripts and those of Prometheus, over the store in memory. */
class PromqlScriptTest {

    private final ScriptSuite suite = new ScriptSuite(ScriptTarget::memory);

    @TestFactory
    Stream<DynamicNode> ownScriptsPass() throws IOException, URISyntaxException {
        return suite.ownScripts();
    }

    @TestFactory
    Stream<DynamicNode> prometheusScriptsPass() throws IOException {
        return suite.prometheusScripts();
    }
}
