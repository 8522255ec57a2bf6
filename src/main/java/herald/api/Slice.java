package herald.api;

import io.micronaut.http.HttpRequest;
import java.util.List;

/** One page of a list. What is not a number in range counts as not given: clients send all sorts of things. */
record Slice(int limit, int offset) {

    private static final int MOST = 100;

    /** By {@code limit} or {@code per_page}, and by {@code page} from 1; 0 is the first page as well. */
    static Slice of(HttpRequest<?> request) {
        int limit = Math.clamp(number(request, "limit", number(request, "per_page", MOST)), 1, MOST);
        int page = Math.clamp(number(request, "page", 1), 1, 1_000_000);
        return new Slice(limit, (page - 1) * limit);
    }

    <T> List<T> of(List<T> all) {
        return all.stream().skip(offset).limit(limit).toList();
    }

    private static int number(HttpRequest<?> request, String name, int otherwise) {
        return request.getParameters()
                .getFirst(name)
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Integer::valueOf)
                .orElse(otherwise);
    }
}
