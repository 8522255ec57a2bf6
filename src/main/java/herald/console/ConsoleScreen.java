package herald.console;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Error;

/** A controller whose failures become screens. */
abstract class ConsoleScreen {

    protected final Screens screens;

    ConsoleScreen(Screens screens) {
        this.screens = screens;
    }

    @Error(exception = RuntimeException.class)
    HttpResponse<?> failed(HttpRequest<?> request, RuntimeException failure) {
        return screens.failed(request, failure);
    }
}
