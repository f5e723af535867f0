package dev.muninn.ingest.kubernetes;

import dev.muninn.ingest.access.Credentials;
import dev.muninn.ingest.access.Credentials.Secret;
import dev.muninn.ingest.access.HttpAccess;
import dev.muninn.ingest.access.TlsSettings;
import dev.muninn.ingest.yaml.YamlSection;
import dev.muninn.model.MuninnException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;

/** The API server, and the way to sign in there, that a kubeconfig file's current context names. */
record Kubeconfig(String server, HttpAccess access) {

    /**
     * Reads a file as kubectl writes it; files named in it are relative to its folder.
     *
     * @throws MuninnException of kind UNAVAILABLE if it cannot be read, of kind BAD_INPUT if it
     *     names no server, or a way to sign in that only kubectl has
     */
    static Kubeconfig read(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new MuninnException(
                    MuninnException.Kind.UNAVAILABLE, "cannot read kubeconfig_file " + file, e);
        }
        YamlSection whole = YamlSection.parse(text, file.toString());
        Reading reading = new Reading(file.toAbsolutePath());
        YamlSection context =
                named(whole, "contexts", "context", whole.requiredText("current-context"));
        YamlSection cluster = named(whole, "clusters", "cluster", context.requiredText("cluster"));
        YamlSection user = named(whole, "users", "user", context.requiredText("user"));
        return new Kubeconfig(
                cluster.requiredText("server").replaceFirst("/$", ""),
                new HttpAccess(
                        true, reading.credentials(user), reading.tls(cluster, user), Map.of()));
    }

    private static YamlSection named(YamlSection whole, String list, String kind, String name) {
        for (YamlSection entry : whole.sections(list)) {
            YamlSection found = entry.section(kind);
            if (found != null && entry.text("name", "").equals(name)) {
                return found;
            }
        }
        throw whole.fault(list, "has no entry of name " + name);
    }

    /** Reads what may stand in the file, or in others beside it. */
    private record Reading(Path file) {

        private Credentials credentials(YamlSection user) {
            for (String other : new String[] {"exec", "auth-provider"}) {
                if (user.has(other)) {
                    throw user.fault(
                            other, "is not run: give the user a token or a client certificate");
                }
            }
            Secret token = new Secret(user.text("token", ""), path(user.text("tokenFile", "")));
            if (!token.isEmpty()) {
                return new Credentials.Token("Bearer", token);
            }
            String name = user.text("username", "");
            return name.isEmpty()
                    ? new Credentials.None()
                    : new Credentials.Basic(name, new Secret(user.text("password", ""), ""));
        }

        private TlsSettings tls(YamlSection cluster, YamlSection user) {
            return new TlsSettings(
                    pem(cluster, "certificate-authority"),
                    pem(user, "client-certificate"),
                    pem(user, "client-key"),
                    cluster.text("tls-server-name", ""),
                    cluster.flag("insecure-skip-tls-verify", false));
        }

        /** A file, or what it would hold in base64 under another key, which goes first. */
        private Secret pem(YamlSection section, String key) {
            String base64 = section.text(key + "-data", "");
            if (base64.isEmpty()) {
                return new Secret("", path(section.text(key, "")));
            }
            try {
                byte[] pem = Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
                return new Secret(new String(pem, StandardCharsets.UTF_8), "");
            } catch (IllegalArgumentException e) {
                throw section.fault(key + "-data", "is no base64");
            }
        }

        private String path(String written) {
            return written.isEmpty() ? "" : file.resolveSibling(written).toString();
        }
    }
}
