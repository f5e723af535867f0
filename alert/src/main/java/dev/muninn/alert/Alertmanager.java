package dev.muninn.alert;

import dev.muninn.alert.api.AlertmanagerApi;
import dev.muninn.model.MuninnException;
import java.util.List;
import java.util.function.Function;

/**
 * Alertmanager's API in version 2, as trees of maps and lists; the parameters are those of the
 * request. Safe for use by many threads.
 */
public final class Alertmanager {

    private final AlertmanagerApi api;

    Alertmanager(AlertmanagerApi api) {
        this.api = api;
    }

    /**
     * Takes in posted alerts.
     *
     * @throws MuninnException of kind BAD_INPUT with all that is wrong, of kind UNAVAILABLE if they
     *     cannot be kept; those that are right are told all the same
     */
    public void postAlerts(byte[] json) {
        api.post(json);
    }

    public Object alerts(Function<String, List<String>> parameters) {
        return api.alerts(parameters);
    }

    public Object groups(Function<String, List<String>> parameters) {
        return api.groups(parameters);
    }

    public Object silences(Function<String, List<String>> parameters) {
        return api.silences(parameters);
    }

    /** The first of the silences, and how many there are in each state; for a page. */
    public Object silenceList(Function<String, List<String>> parameters) {
        return api.silenceList(parameters);
    }

    public Object silence(String id) {
        return api.silence(id);
    }

    /** Makes or changes a silence; it survives a crash when this returns. */
    public Object postSilence(byte[] json) {
        return api.postSilence(json);
    }

    public void expireSilence(String id) {
        api.expireSilence(id);
    }

    public Object status() {
        return api.status();
    }

    public Object receivers() {
        return api.receivers();
    }
}
