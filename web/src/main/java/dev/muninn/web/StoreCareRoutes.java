package dev.muninn.web;

import java.util.List;
import java.util.Optional;

/** Care of the store for operators and benchmarks; there only where the options allow it. */
final class StoreCareRoutes {

    private final Optional<StoreCare> care;

    StoreCareRoutes(Optional<StoreCare> care) {
        this.care = care;
    }

    List<Route> routes() {
        return care.map(
                        allowed ->
                                List.of(
                                        Route.send(
                                                "/api/v1/admin/store/flush",
                                                call -> run(call, allowed.flush())),
                                        Route.send(
                                                "/api/v1/admin/store/compact",
                                                call -> run(call, allowed.compact()))))
                .orElse(List.of());
    }

    private static void run(Call call, Runnable work) {
        work.run();
        call.reply().empty(204);
    }
}
