package dev.muninn.ingest.collect.container;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is known of a control group from its path. */
record ContainerName(String id, String name) {

    /** A long hexadecimal number, as Docker, Podman, containerd and CRI-O name containers. */
    private static final Pattern NUMBERED =
            Pattern.compile(
                    "(?:(?:docker|libpod|crio|cri-containerd|containerd|nerdctl)-)?"
                            + "([0-9a-f]{64})(?:\\.scope)?");

    private static final Pattern NAMED =
            Pattern.compile("(?:lxc\\.payload\\.|lxc/|machine-)(.+?)(?:\\.scope)?");

    /** Part of the whole id that people use. */
    private static final int SHORT = 12;

    /** The container or service of a group's path; its name is empty where it holds neither. */
    static ContainerName of(String path) {
        String last = path.substring(path.lastIndexOf('/') + 1);
        Matcher numbered = NUMBERED.matcher(last);
        if (numbered.matches()) {
            return new ContainerName(path, numbered.group(1).substring(0, SHORT));
        }
        Matcher named = NAMED.matcher(last);
        if (named.matches()) {
            return new ContainerName(path, named.group(1));
        }
        return new ContainerName(path, last.endsWith(".service") ? last : "");
    }

    boolean isContainerOrService() {
        return !name.isEmpty();
    }
}
