package dev.muninn.ingest.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.ingest.access.Credentials;
import dev.muninn.ingest.access.Credentials.Secret;
import dev.muninn.ingest.access.TlsSettings;
import dev.muninn.ingest.yaml.YamlSection;
import dev.muninn.model.MuninnException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeconfigTest {

    @TempDir private Path folder;

    private KubernetesSettings read(String user, String more) throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("config"),
                        """
                        apiVersion: v1
                        kind: Config
                        preferences: {}
                        current-context: second
                        contexts:
                        - {name: first, context: {cluster: old, user: nobody}}
                        - {name: second, context: {cluster: new, user: me, namespace: a}}
                        clusters:
                        - {name: old, cluster: {server: "https://old:6443"}}
                        - name: new
                          cluster:
                            server: https://new:6443/
                            certificate-authority-data: Q0E=
                            tls-server-name: kubernetes
                        users:
                        - {name: me, user: %s}
                        """
                                .formatted(user));
        return KubernetesSettings.read(
                YamlSection.parse(
                        "role: pod\nkubeconfig_file: " + file + "\n" + more, "prometheus.yml"),
                new ArrayList<>());
    }

    @Test
    void namesTheServerOfTheCurrentContext() throws IOException {
        KubernetesSettings read =
                read("{client-certificate-data: Q0VSVA==, client-key: keys/me.pem}", "");
        assertThat(read.apiServer()).isEqualTo("https://new:6443");
        assertThat(read.access().credentials()).isEqualTo(new Credentials.None());
        assertThat(read.access().tls())
                .isEqualTo(
                        new TlsSettings(
                                new Secret("CA", ""),
                                new Secret("CERT", ""),
                                Secret.ofFile(folder.resolve("keys/me.pem").toString()),
                                "kubernetes",
                                false));
    }

    @Test
    void signsInByTokenOrPassword() throws IOException {
        assertThat(read("{token: abc}", "").access().credentials().header())
                .isEqualTo("Bearer abc");
        Files.writeString(folder.resolve("token"), "def\n");
        assertThat(read("{tokenFile: token}", "").access().credentials().header())
                .isEqualTo("Bearer def");
        assertThat(read("{username: a, password: b}", "").access().credentials().header())
                .isEqualTo("Basic YTpi");
    }

    @Test
    void refusesWhatOnlyKubectlCanDoAndWhatContradicts() {
        assertThatThrownBy(() -> read("{exec: {command: aws}}", ""))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("exec: is not run: give the user a token");
        assertThatThrownBy(() -> read("{client-key-data: '%'}", ""))
                .hasMessageContaining("client-key-data");
        assertThatThrownBy(() -> read("{}", "api_server: https://other"))
                .hasMessageContaining("kubeconfig_file: says where and how already");
        assertThatThrownBy(
                        () ->
                                KubernetesSettings.read(
                                        YamlSection.parse(
                                                "role: pod\nkubeconfig_file: /none/config", "a"),
                                        new ArrayList<>()))
                .hasMessageContaining("/none/config");
    }
}
