package dev.muninn.systemtest.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.systemtest.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The table of modules in ARCHITECTURE.md is what the build files say. */
class ModuleTableTest {

    private record Edges(SortedSet<String> modules, SortedSet<String> thirdParties) {}

    @Test
    void tableEqualsTheBuildFiles() throws Exception {
        SortedMap<String, Edges> table = readTable();
        SortedMap<String, Edges> poms = new TreeMap<>();
        for (String module : modules()) {
            poms.put(module, readPom(module));
        }
        assertThat(table).isEqualTo(poms);
    }

    private static SortedMap<String, Edges> readTable() throws IOException {
        List<String> lines = Files.readAllLines(Repository.root().resolve("ARCHITECTURE.md"));
        int header = lines.indexOf("| module | job | may use | third parties |");
        assertThat(header).as("line of the table's header").isPositive();
        SortedMap<String, Edges> table = new TreeMap<>();
        for (String line : lines.subList(header + 2, lines.size())) {
            if (!line.startsWith("|")) {
                break;
            }
            String[] cells = line.split("\\|", -1);
            table.put(cells[1].strip(), new Edges(names(cells[3]), names(cells[4])));
        }
        return table;
    }

    private static SortedSet<String> names(String cell) {
        SortedSet<String> names = new TreeSet<>(Arrays.asList(cell.strip().split(", ")));
        names.remove("–");
        return names;
    }

    private static List<String> modules() throws Exception {
        NodeList modules =
                parse(Repository.root().resolve("pom.xml")).getElementsByTagName("module");
        return java.util.stream.IntStream.range(0, modules.getLength())
                .mapToObj(i -> modules.item(i).getTextContent())
                .toList();
    }

    private static Edges readPom(String module) throws Exception {
        Document pom = parse(Repository.root().resolve(module).resolve("pom.xml"));
        Edges edges = new Edges(new TreeSet<>(), new TreeSet<>());
        NodeList dependencies = pom.getElementsByTagName("dependency");
        for (int i = 0; i < dependencies.getLength(); i++) {
            Element dependency = (Element) dependencies.item(i);
            if (!dependency.getParentNode().getParentNode().isSameNode(pom.getDocumentElement())
                    || text(dependency, "scope").equals("test")) {
                continue;
            }
            String artifact = text(dependency, "artifactId");
            if (text(dependency, "groupId").equals("dev.muninn")) {
                edges.modules().add(artifact.substring("muninn-".length()));
            } else {
                edges.thirdParties().add(artifact);
            }
        }
        return edges;
    }

    private static String text(Element element, String tag) {
        NodeList found = element.getElementsByTagName(tag);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent();
    }

    private static Document parse(Path file)
            throws ParserConfigurationException, IOException, SAXException {
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(file.toFile());
    }
}
