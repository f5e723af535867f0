package dev.muninn.ingest.kubernetes;

import dev.muninn.ingest.access.Credentials;
import dev.muninn.ingest.access.HttpAccess;
import dev.muninn.ingest.access.TlsSettings;
import dev.muninn.ingest.yaml.YamlSection;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One entry of {@code kubernetes_sd_configs}.
 *
 * @param apiServer the URL of the API server, without a slash at its end
 * @param namespaces whose objects are wanted; of the whole cluster where empty
 * @param selectors which objects are wanted, as the query of a request
 * @param attachesNodes whether targets of pods and endpoints get the labels of their node
 */
public record KubernetesSettings(
        KubernetesRole role,
        String apiServer,
        List<String> namespaces,
        Map<KubernetesRole, String> selectors,
        boolean attachesNodes,
        HttpAccess access) {

    /** What each pod finds of its own account, where it is allowed one. */
    private static final Path ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

    /** The name under which every cluster offers its API server to pods. */
    private static final String OWN_CLUSTER = "https://kubernetes.default.svc";

    /**
     * Reads an entry; without a server the account of the pod is used.
     *
     * @throws dev.muninn.model.MuninnException of kind BAD_INPUT with the key and the remedy
     */
    public static KubernetesSettings read(YamlSection section, List<String> warnings) {
        KubernetesRole role = role(section);
        Kubeconfig cluster = cluster(section, warnings);
        KubernetesSettings read =
                new KubernetesSettings(
                        role,
                        cluster.server(),
                        namespaces(section),
                        selectors(section),
                        attachesNodes(section),
                        cluster.access());
        section.finish();
        return read;
    }

    private static Kubeconfig cluster(YamlSection section, List<String> warnings) {
        String server = section.text("api_server", "");
        String file = section.text("kubeconfig_file", "");
        HttpAccess access = HttpAccess.read(section, warnings);
        if (file.isEmpty()) {
            return server.isEmpty()
                    ? new Kubeconfig(OWN_CLUSTER, ofAccount(access))
                    : new Kubeconfig(server.replaceFirst("/$", ""), access);
        }
        if (!server.isEmpty() || !access.equals(HttpAccess.USUAL)) {
            throw section.fault(
                    "kubeconfig_file", "says where and how already: leave api_server and the like");
        }
        return Kubeconfig.read(Path.of(file));
    }

    private static KubernetesRole role(YamlSection section) {
        String word = section.requiredText("role");
        KubernetesRole role = KubernetesRole.parse(word);
        if (role == null) {
            throw section.fault(
                    "role",
                    "\""
                            + word
                            + "\" is none of "
                            + Arrays.stream(KubernetesRole.values())
                                    .map(KubernetesRole::word)
                                    .toList());
        }
        return role;
    }

    private static HttpAccess ofAccount(HttpAccess access) {
        Credentials.Secret token = new Credentials.Secret("", ACCOUNT.resolve("token").toString());
        return new HttpAccess(
                access.followsRedirects(),
                new Credentials.Token("Bearer", token),
                TlsSettings.trusting(ACCOUNT.resolve("ca.crt").toString()),
                access.headers());
    }

    private static List<String> namespaces(YamlSection section) {
        YamlSection namespaces = section.section("namespaces");
        if (namespaces == null) {
            return List.of();
        }
        List<String> names = namespaces.texts("names");
        if (namespaces.flag("own_namespace", false)) {
            String file = ACCOUNT.resolve("namespace").toString();
            names.add(new Credentials.Secret("", file).reveal());
        }
        namespaces.finish();
        return List.copyOf(names);
    }

    private static Map<KubernetesRole, String> selectors(YamlSection section) {
        Map<KubernetesRole, String> selectors = new EnumMap<>(KubernetesRole.class);
        for (YamlSection selector : section.sections("selectors")) {
            String query =
                    ApiQuery.of(
                            "labelSelector", selector.text("label", ""),
                            "fieldSelector", selector.text("field", ""));
            if (selectors.put(role(selector), query) != null) {
                throw selector.fault("role", "has two selectors");
            }
            selector.finish();
        }
        return Map.copyOf(selectors);
    }

    private static boolean attachesNodes(YamlSection section) {
        YamlSection attach = section.section("attach_metadata");
        if (attach == null) {
            return false;
        }
        boolean attaches = attach.flag("node", false);
        attach.finish();
        return attaches;
    }

    /** The selection of objects of a resource, as the query of a request. */
    String selector(KubernetesResource resource) {
        return selectors.entrySet().stream()
                .filter(entry -> entry.getKey().resource() == resource)
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }
}
