package dev.muninn.alert.yaml;

import java.util.IdentityHashMap;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The way to each node of a tree from its top, as JSON pointers. */
final class NodePaths {

    private final IdentityHashMap<Node, String> paths = new IdentityHashMap<>();

    private NodePaths() {}

    static NodePaths of(Node top) {
        NodePaths paths = new NodePaths();
        paths.add(top, "");
        return paths;
    }

    private void add(Node node, String path) {
        // A node that is an alias of another one is reached by the first way to it.
        if (paths.putIfAbsent(node, path) != null) {
            return;
        }
        switch (node) {
            case MappingNode mapping -> {
                for (NodeTuple tuple : mapping.getValue()) {
                    String key =
                            tuple.getKeyNode() instanceof ScalarNode scalar
                                    ? scalar.getValue()
                                    : "";
                    String inner = path + "/" + key.replace("~", "~0").replace("/", "~1");
                    paths.putIfAbsent(tuple.getKeyNode(), inner);
                    add(tuple.getValueNode(), inner);
                }
            }
            case SequenceNode sequence -> {
                List<Node> items = sequence.getValue();
                for (int i = 0; i < items.size(); i++) {
                    add(items.get(i), path + "/" + i);
                }
            }
            default -> {}
        }
    }

    /** The way to a node; empty for the top, and for one that is not of the tree. */
    String to(Node node) {
        return paths.getOrDefault(node, "");
    }
}
