package herald.console;

import herald.staff.Session;
import io.micronaut.context.annotation.Factory;
import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import jakarta.inject.Singleton;

/** Hands controllers what the {@link Gate} has found: who is signed in, and what the form brought. */
@Factory
class Binders {

    @Singleton
    TypedRequestArgumentBinder<Session> session() {
        return new FromAttribute<>(Session.class, Gate.SESSION);
    }

    @Singleton
    TypedRequestArgumentBinder<Form> form() {
        return new FromAttribute<>(Form.class, Gate.FORM);
    }

    private record FromAttribute<T>(Class<T> type, String attribute) implements TypedRequestArgumentBinder<T> {

        @Override
        public Argument<T> argumentType() {
            return Argument.of(type);
        }

        @Override
        public BindingResult<T> bind(ArgumentConversionContext<T> context, HttpRequest<?> source) {
            return () -> source.getAttribute(attribute, type);
        }
    }
}
