package dev.muninn.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BinaryFramesTest {

    private static final String RECORDING = "/live-v1-vectors.json";

    @Test
    void meanWhatTheTextsSay() {
        FrameReader reader = new FrameReader("?");
        List<String> kinds = new ArrayList<>();
        for (RecordedTalk.Line line : RecordedTalk.hold()) {
            if (line.means() == null) {
                reader.readText(FakeViewer.text(line.frame()));
            } else {
                String read = reader.read(line.frame().payload());
                assertThat(read).isEqualTo(asRead(line.means()));
                kinds.add(read.replaceFirst(".*?\"type\":\"([a-z]+)\".*", "$1"));
            }
        }
        assertThat(kinds).contains("snap", "delta", "amend");
    }

    /** Binary frames name the view and the epoch by less than texts do. */
    private static String asRead(String means) {
        long epoch = RecordedTalk.START + 500;
        String text = means.replaceFirst("\"view\":\"[^\"]*\"", "\"view\":\"?\"");
        for (long each = epoch; each < epoch + 20_000; each++) {
            text = text.replace("\"epoch\":" + each, "\"epochLow\":" + (each & 0x3fff));
        }
        return text;
    }

    @Test
    void areAsRecordedForClientsToTestAgainst() throws IOException {
        StringBuilder now = new StringBuilder("[\n");
        List<RecordedTalk.Line> lines = RecordedTalk.hold();
        for (int i = 0; i < lines.size(); i++) {
            now.append(lines.get(i).recorded()).append(i + 1 < lines.size() ? ",\n" : "\n]\n");
        }
        Path written = Path.of("target" + RECORDING);
        Files.writeString(written, now);
        assertThat(now.toString())
                .as("clients rely on the recording; what is sent now is in " + written)
                .isEqualTo(recording());
    }

    private static String recording() throws IOException {
        try (InputStream in = BinaryFramesTest.class.getResourceAsStream(RECORDING)) {
            assertThat(in).as(RECORDING).isNotNull();
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
