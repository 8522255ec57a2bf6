package herald.theme.upload;

import herald.theme.Finding;
import java.io.StringReader;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An SVG that is a picture and nothing else: no script, no event, no other document, nothing from elsewhere. It is refused rather
 * than cleaned: what a designer sees is what they gave.
 */
final class Svg {

    private static final String SVG = "http://www.w3.org/2000/svg";
    private static final int DEEPEST = 64;
    private static final int MOST_ELEMENTS = 20_000;

    /** Elements that draw. {@code use} may point inside the file only; {@code set} and {@code animate} could set what is not drawn. */
    private static final Set<String> DRAWING = Set.of(
            "svg",
            "g",
            "defs",
            "symbol",
            "use",
            "switch",
            "title",
            "desc",
            "metadata",
            "path",
            "rect",
            "circle",
            "ellipse",
            "line",
            "polyline",
            "polygon",
            "text",
            "tspan",
            "textPath",
            "image",
            "marker",
            "clipPath",
            "mask",
            "pattern",
            "linearGradient",
            "radialGradient",
            "stop",
            "filter",
            "feBlend",
            "feColorMatrix",
            "feComponentTransfer",
            "feComposite",
            "feConvolveMatrix",
            "feDiffuseLighting",
            "feDisplacementMap",
            "feDistantLight",
            "feDropShadow",
            "feFlood",
            "feFuncA",
            "feFuncB",
            "feFuncG",
            "feFuncR",
            "feGaussianBlur",
            "feMerge",
            "feMergeNode",
            "feMorphology",
            "feOffset",
            "fePointLight",
            "feSpecularLighting",
            "feSpotLight",
            "feTile",
            "feTurbulence",
            "view",
            "style");

    /** What drawing programs note for themselves. Browsers draw nothing of it. */
    private static final Set<String> NOTES = Set.of(
            "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
            "http://creativecommons.org/ns#",
            "http://web.resource.org/cc/",
            "http://purl.org/dc/elements/1.1/",
            "http://www.inkscape.org/namespaces/inkscape",
            "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd",
            "http://www.bohemiancoding.com/sketch/ns",
            "http://www.serif.com/",
            "http://www.figma.com/figma/ns");

    private static final Pattern PICTURE_IN_IT =
            Pattern.compile("data:image/(png|jpeg|webp);base64,[A-Za-z0-9+/=\\s]*");
    private static final Pattern REACHES_OUT = Pattern.compile(
            "(url|src)\\(\\s*+[\"']?+\\s*+(?!#)|@import|expression\\s*\\(|image-set|\\\\", Pattern.CASE_INSENSITIVE);

    private static final XMLInputFactory XML = hardened();

    private final String path;
    private final XMLStreamReader xml;
    private final Findings findings;
    private final StringBuilder style = new StringBuilder();
    private int styleDepth;

    private Svg(String path, XMLStreamReader xml, Findings findings) {
        this.path = path;
        this.xml = xml;
        this.findings = findings;
    }

    static void check(String path, String text, Findings findings) {
        try {
            var xml = XML.createXMLStreamReader(new StringReader(text.startsWith("\uFEFF") ? text.substring(1) : text));
            try {
                new Svg(path, xml, findings).check();
            } finally {
                xml.close();
            }
        } catch (XMLStreamException broken) {
            var at = broken.getLocation();
            findings.add(new Finding(
                    path,
                    at == null ? 0 : Math.max(0, at.getLineNumber()),
                    "it is no well-formed SVG.",
                    "Export it anew as plain SVG."));
        }
    }

    private void check() throws XMLStreamException {
        var encoding = xml.getCharacterEncodingScheme();
        if (encoding != null && !encoding.equalsIgnoreCase("UTF-8")) {
            add("it says that it is in " + Names.shown(encoding) + ".", "Save it as UTF-8.");
        }
        int depth = 0;
        int elements = 0;
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (++depth > DEEPEST || ++elements > MOST_ELEMENTS) {
                        add("it has too many elements or too many inside each other.", "Simplify the drawing.");
                        return;
                    }
                    if (depth == 1
                            && !(SVG.equals(xml.getNamespaceURI())
                                    && xml.getLocalName().equals("svg"))) {
                        add("it is not an SVG.", "Its first element is <svg xmlns=\"" + SVG + "\">.");
                        return;
                    }
                    element(depth);
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    if (depth == styleDepth) {
                        // Whole: browsers join what comments or elements part.
                        style(style.toString());
                        style.setLength(0);
                        styleDepth = 0;
                    }
                    depth--;
                }
                case XMLStreamConstants.DTD ->
                    add("it has a DOCTYPE, which can pull in other files.", "Delete the line; SVG needs none.");
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    add("it uses an entity of its own.", "Write the character itself.");
                case XMLStreamConstants.PROCESSING_INSTRUCTION ->
                    add("it holds the instruction <?" + Names.shown(xml.getPITarget()) + "?>.", "Delete it.");
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (styleDepth > 0) {
                        style.append(xml.getText());
                    }
                }
                default -> {}
            }
        }
    }

    private void element(int depth) {
        var name = xml.getLocalName();
        var space = xml.getNamespaceURI();
        if (SVG.equals(space)) {
            if (name.equals("style") && styleDepth == 0) {
                styleDepth = depth;
            }
            if (!DRAWING.contains(name)) {
                add("it holds <" + Names.shown(name) + ">, which does more than draw.", "Take it out.");
            }
        } else if (!NOTES.contains(String.valueOf(space))) {
            add(
                    "it holds <" + Names.shown(name) + ">, which is no SVG.",
                    "Export it as plain SVG, without what the drawing program adds.");
        }
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            attribute(
                    String.valueOf(xml.getAttributeNamespace(i)),
                    xml.getAttributeLocalName(i),
                    xml.getAttributeValue(i));
        }
    }

    private void attribute(String space, String attribute, String value) {
        if (NOTES.contains(space)) {
            return;
        }
        var name = attribute.toLowerCase(Locale.ROOT);
        if (name.startsWith("on")) {
            add("it runs a script: " + Names.shown(attribute) + ".", "Take the attribute out.");
        } else if (name.equals("href")
                || name.equals("src")
                || (space.equals(XMLConstants.XML_NS_URI) && name.equals("base"))) {
            var target = value.strip();
            if (!target.startsWith("#") && !PICTURE_IN_IT.matcher(target).matches()) {
                add("it points to something outside: " + Names.shown(target) + ".", "Put it into the drawing.");
            }
        } else {
            style(value);
        }
    }

    private void style(String css) {
        var reach = REACHES_OUT.matcher(css);
        if (reach.find()) {
            add(
                    "its style points to something outside, or could: " + Names.shown(reach.group()) + ".",
                    "Refer to parts of the drawing only, as url(#name).");
        }
    }

    private void add(String reason, String hint) {
        findings.add(new Finding(path, Math.max(0, xml.getLocation().getLineNumber()), reason, hint));
    }

    private static XMLInputFactory hardened() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setXMLResolver((_, _, _, _) -> {
            throw new XMLStreamException("nothing is fetched");
        });
        return factory;
    }
}
