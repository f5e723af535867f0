package dev.muninn.ingest.scrape;

import dev.muninn.ingest.exposition.HistogramChoice;
import dev.muninn.ingest.exposition.ScrapeProtocol;
import dev.muninn.ingest.yaml.YamlSection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What targets are asked for.
 *
 * @param protocols in the order of preference; empty for the usual ones
 * @param takesNative whether native histograms are wanted, which only one protocol has
 * @param takesClassicToo whether classic histograms are wanted where there are native ones
 */
record Negotiation(List<ScrapeProtocol> protocols, boolean takesNative, boolean takesClassicToo) {

    static final Negotiation USUAL = new Negotiation(List.of(), false, false);

    /** Reads the keys of a job or of the global section. */
    static Negotiation read(YamlSection section, Negotiation defaults) {
        List<ScrapeProtocol> protocols = protocols(section);
        return new Negotiation(
                protocols.isEmpty() ? defaults.protocols : protocols,
                section.flag("scrape_native_histograms", defaults.takesNative),
                section.flag("always_scrape_classic_histograms", defaults.takesClassicToo));
    }

    private static List<ScrapeProtocol> protocols(YamlSection section) {
        List<ScrapeProtocol> protocols = new ArrayList<>();
        for (String word : section.texts("scrape_protocols")) {
            ScrapeProtocol protocol = ScrapeProtocol.parse(word);
            if (protocol == null || protocols.contains(protocol)) {
                throw section.fault(
                        "scrape_protocols",
                        "\""
                                + word
                                + (protocol == null ? "\" is none of " : "\" occurs twice of ")
                                + Arrays.stream(ScrapeProtocol.values())
                                        .map(ScrapeProtocol::word)
                                        .toList());
            }
            protocols.add(protocol);
        }
        return List.copyOf(protocols);
    }

    /** The header that asks for it. */
    String accept() {
        List<ScrapeProtocol> usual =
                takesNative ? ScrapeProtocol.WITH_NATIVE_HISTOGRAMS : ScrapeProtocol.USUAL;
        return ScrapeProtocol.accept(protocols.isEmpty() ? usual : protocols);
    }

    HistogramChoice histograms() {
        if (!takesNative) {
            return HistogramChoice.CLASSIC;
        }
        return takesClassicToo ? HistogramChoice.BOTH : HistogramChoice.NATIVE;
    }
}
