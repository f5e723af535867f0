package dev.muninn.ingest.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetUrlTest {

    @Test
    void takesAUrlApart() throws IOException {
        TargetUrl url = TargetUrl.parse("redis://me:p%40ss%3a@db.example:6380/2?a=b%20c");

        assertThat(url.scheme()).isEqualTo("redis");
        assertThat(url.host()).isEqualTo("db.example");
        assertThat(url.port()).isEqualTo(6380);
        assertThat(url.user()).isEqualTo("me");
        assertThat(url.password()).isEqualTo("p@ss:");
        assertThat(url.path()).isEqualTo("/2");
        assertThat(url.parameters()).containsEntry("a", "b c");
        assertThat(url.address(1)).isEqualTo("db.example:6380");
    }

    @Test
    void showsNoPassword() {
        assertThat(TargetUrl.parse("redis://me:secret@db:1/2")).hasToString("redis://db:1/2");
        assertThatThrownBy(() -> TargetUrl.parse("redis://me:se cret@db"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("cret@");
    }

    @Test
    void readsThePasswordFromAFileEachTime(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("password");
        TargetUrl url = TargetUrl.parse("redis://db?password-file=" + file);
        Files.writeString(file, "first\n");
        assertThat(url.password()).isEqualTo("first");

        Files.writeString(file, "second\n");
        assertThat(url.password()).isEqualTo("second");
    }

    @Test
    void writesAnAddressOfVersion6InBrackets() {
        assertThat(TargetUrl.parse("tcp://[::1]").address(22)).isEqualTo("[::1]:22");
    }

    @Test
    void refusesATextWithoutHost() {
        assertThatThrownBy(() -> TargetUrl.parse("localhost"))
                .hasMessage("target has no scheme or no host: write scheme://host:port");
    }
}
