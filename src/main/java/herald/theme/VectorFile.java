package herald.theme;

import java.io.ByteArrayInputStream;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An SVG picture that only draws: whoever opens its address by itself meets no script, no link and nothing from elsewhere, on hosts
 * that send no policy with it, too.
 */
final class VectorFile {
    private static final String SVG = "http://www.w3.org/2000/svg";

    /** Elements of these may do more than draw wherever they stand. */
    private static final Set<String> LIVELY =
            Set.of("http://www.w3.org/1999/xhtml", "http://www.w3.org/1998/Math/MathML", "");

    private static final Set<String> DRAWING = Set.of(
            ("svg g defs symbol use title desc metadata path rect circle ellipse line polyline polygon text tspan"
                + " textPath image linearGradient radialGradient stop clipPath mask pattern marker switch view style"
                + " filter feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting"
                + " feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR"
                + " feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting"
                + " feSpotLight feTile feTurbulence")
                    .split(" "));

    private static final Pattern PICTURE =
            Pattern.compile("data:image/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\\s]*", Pattern.CASE_INSENSITIVE);

    private final String name;
    private final XMLStreamReader reader;

    private VectorFile(String name, XMLStreamReader reader) {
        this.name = name;
        this.reader = reader;
    }

    /** Throws {@link ThemeException}, with the line, for a picture that does more than draw. */
    static void check(String name, byte[] bytes) {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            var reader = factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
            try {
                new VectorFile(name, reader).read();
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNumber());
            throw new ThemeException(name, line, "is no SVG: " + lastLine(e), e);
        }
    }

    private static String lastLine(XMLStreamException e) {
        return String.valueOf(e.getMessage()).lines().reduce("", (a, b) -> b).replaceFirst("^Message: ", "");
    }

    private void read() throws XMLStreamException {
        boolean isFirst = true;
        boolean isStyle = false;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (isFirst && !(reader.getLocalName().equals("svg") && SVG.equals(reader.getNamespaceURI()))) {
                        throw failure("does not begin with <svg xmlns=\"" + SVG + "\">");
                    }
                    isFirst = false;
                    isStyle = reader.getLocalName().equals("style");
                    element();
                }
                case XMLStreamConstants.END_ELEMENT -> isStyle = false;
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (isStyle) {
                        onlyItself(reader.getText());
                    }
                }
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw failure("a <!DOCTYPE> is not allowed; leave it out");
                case XMLStreamConstants.PROCESSING_INSTRUCTION ->
                    throw failure("<?" + reader.getPITarget() + "?> is not allowed");
                default -> {}
            }
        }
    }

    private void element() {
        var element = reader.getLocalName();
        var namespace = reader.getNamespaceURI() == null ? "" : reader.getNamespaceURI();
        if (LIVELY.contains(namespace) || (namespace.equals(SVG) && !DRAWING.contains(element))) {
            throw failure("<" + element + "> is not allowed in a picture");
        }
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            var attribute = reader.getAttributeLocalName(i);
            var value = reader.getAttributeValue(i);
            if (attribute.toLowerCase(Locale.ROOT).startsWith("on")) {
                throw failure(attribute + "= is not allowed in a picture");
            }
            boolean isAddress = attribute.equals("href") || attribute.equals("src") || attribute.equals("base");
            if (isAddress
                    && !value.startsWith("#")
                    && !(element.equals("image") && PICTURE.matcher(value).matches())) {
                throw failure(attribute + "= may point into the picture only (#…)");
            }
            if (value.indexOf('(') >= 0) {
                onlyItself(value);
            }
        }
    }

    /** In CSS, too, a picture points to nothing but its own parts. */
    private void onlyItself(String css) {
        try {
            StyleFile.linked(name, css, address -> {
                if (!address.startsWith("#")) {
                    throw new IllegalArgumentException("a picture may point to its own parts only (#…)");
                }
                return address;
            });
        } catch (ThemeException refused) {
            throw failure(refused.getMessage().replaceFirst("^.*?:\\d+: ", ""));
        }
    }

    private ThemeException failure(String reason) {
        return new ThemeException(name, Math.max(0, reader.getLocation().getLineNumber()), reason, null);
    }
}
