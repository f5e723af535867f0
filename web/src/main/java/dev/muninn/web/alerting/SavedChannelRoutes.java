package dev.muninn.web.alerting;

import dev.muninn.alert.SavedChannels;
import dev.muninn.web.http.Call;
import dev.muninn.web.http.Route;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Ways to tell people that are added in the browser. */
final class SavedChannelRoutes {

    private static final String PREFIX = "/api/v1/alerting/saved-channels";

    private final SavedChannels channels;

    SavedChannelRoutes(SavedChannels channels) {
        this.channels = channels;
    }

    List<Route> routes() {
        return List.of(
                Route.read(PREFIX, call -> AlertingRoutes.data(call, channels.list())),
                Route.send(
                        PREFIX + "/test",
                        call ->
                                AlertingRoutes.data(
                                        call, channels.test(AlertmanagerRoutes.bytes(call)))),
                Route.put(PREFIX + "/*", this::save),
                Route.delete(PREFIX + "/*", this::remove));
    }

    private static String name(Call call) {
        return URLDecoder.decode(call.segment().replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private void save(Call call) {
        AlertingRoutes.data(call, channels.save(name(call), AlertmanagerRoutes.bytes(call)));
    }

    private void remove(Call call) {
        channels.remove(name(call));
        call.reply().empty(204);
    }
}
