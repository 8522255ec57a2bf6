package herald.publish;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes one XML document, escaped and well-formed whatever the words are: what XML 1.0 has no way to write is left out. */
final class Xml {

    private final XMLStreamWriter writer;

    private Xml(XMLStreamWriter writer) {
        this.writer = writer;
    }

    /** A document in UTF-8, with the declaration that says so. */
    static byte[] document(Consumer<Xml> content) {
        var bytes = new ByteArrayOutputStream();
        try {
            var writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, "UTF-8");
            writer.writeStartDocument("UTF-8", "1.0");
            content.accept(new Xml(writer));
            writer.writeEndDocument();
            writer.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("text without illegal characters is always writable", impossible);
        }
        return bytes.toByteArray();
    }

    /** @param attributes names and values in turn */
    Xml open(String name, String... attributes) {
        write(() -> {
            writer.writeStartElement(name);
            attributes(attributes);
        });
        return this;
    }

    Xml close() {
        write(writer::writeEndElement);
        return this;
    }

    Xml text(String text) {
        write(() -> writer.writeCharacters(legal(text)));
        return this;
    }

    Xml element(String name, String text, String... attributes) {
        return open(name, attributes).text(text).close();
    }

    Xml empty(String name, String... attributes) {
        write(() -> {
            writer.writeEmptyElement(name);
            attributes(attributes);
        });
        return this;
    }

    private void attributes(String... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            writer.writeAttribute(attributes[i], legal(attributes[i + 1]));
        }
    }

    /** Without the characters that XML 1.0 has no way to write (§2.2). */
    static String legal(String text) {
        if (text.chars().allMatch(c -> c >= 0x20 && c <= 0xD7FF)) {
            return text;
        }
        var legal = new StringBuilder(text.length());
        text.codePoints().filter(Xml::isLegal).forEach(legal::appendCodePoint);
        return legal.toString();
    }

    private static boolean isLegal(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || c >= 0x10000;
    }

    private interface Writing {
        void run() throws XMLStreamException;
    }

    private static void write(Writing writing) {
        try {
            writing.run();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("text without illegal characters is always writable", impossible);
        }
    }
}
