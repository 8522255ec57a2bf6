package herald.channel.http;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * One request.
 *
 * @param headers never logged: they hold secrets
 * @param mayLeave asked once the connection stands, just before the body goes; once it says no, the request counts as not sent
 */
public record Request(
        String method, URI address, Map<String, String> headers, Optional<byte[]> body, BooleanSupplier mayLeave) {

    public static Request get(URI address) {
        return new Request("GET", address, Map.of(), Optional.empty(), () -> true);
    }

    public static Request delete(URI address) {
        return new Request("DELETE", address, Map.of(), Optional.empty(), () -> true);
    }

    public static Request post(URI address, String contentType, byte[] body) {
        return with("POST", address, contentType, body);
    }

    /** Any other method with a body, such as PUT or PATCH. */
    public static Request with(String method, URI address, String contentType, byte[] body) {
        return new Request(method, address, Map.of("Content-Type", contentType), Optional.of(body), () -> true);
    }

    /** The same with one more header; a header of this name is replaced. */
    public Request header(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.keySet().removeIf(name::equalsIgnoreCase);
        more.put(name, value);
        return new Request(method, address, more, body, mayLeave);
    }

    public Request when(BooleanSupplier may) {
        return new Request(method, address, headers, body, may);
    }

    /** Neither address nor headers: either may be a secret. */
    @Override
    public String toString() {
        return "Request[" + method + " " + address.getHost() + "]";
    }
}
