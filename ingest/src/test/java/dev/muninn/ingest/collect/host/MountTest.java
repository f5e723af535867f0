package dev.muninn.ingest.collect.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MountTest {

    @Test
    void readsLinesWithAndWithoutOptionalFields() {
        ByteCursor text =
                ByteCursor.of(
                        """
                        27 1 254:0 / / rw,relatime - ext4 /dev/vda rw,discard
                        36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 shared:7 - ext3 /dev/root rw
                        """);

        assertThat(Mount.parseAll(text))
                .containsExactly(
                        new Mount("/dev/vda", "ext4", "/", "254", "0"),
                        new Mount("/dev/root", "ext3", "/mnt2", "98", "0"));
    }

    @Test
    void takesTheFirstOfMountsWithOneDeviceAndPlace() {
        ByteCursor text =
                ByteCursor.of(
                        """
                        25 24 0:23 / /dev/shm rw - tmpfs tmpfs rw
                        30 25 0:27 / /dev/shm rw - tmpfs tmpfs rw
                        """);

        assertThat(Mount.parseAll(text))
                .containsExactly(new Mount("tmpfs", "tmpfs", "/dev/shm", "0", "23"));
    }

    @Test
    void restoresBlanksInPaths() {
        assertThat(Mount.unescaped("/media/My\\040Disk\\134x")).isEqualTo("/media/My Disk\\x");
        assertThat(Mount.unescaped("/odd\\04")).isEqualTo("/odd\\04");
    }

    @Test
    void passesOverALineThatEndsEarly() {
        assertThat(Mount.parseAll(ByteCursor.of("27 1\n\n"))).isEmpty();
    }
}
