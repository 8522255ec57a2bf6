package herald.theme;

import freemarker.template.DefaultListAdapter;
import freemarker.template.DefaultMapAdapter;
import freemarker.template.SimpleNumber;
import freemarker.template.SimpleObjectWrapper;
import freemarker.template.SimpleScalar;
import freemarker.template.TemplateBooleanModel;
import freemarker.template.TemplateModel;
import io.micronaut.core.annotation.Nullable;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what {@link PlainWriter} wrote, as Freemarker knows it. */
final class PlainReader {

    private static final SimpleObjectWrapper PLAIN = new SimpleObjectWrapper(Engine.FREEMARKER);

    static {
        PLAIN.writeProtect();
    }

    private final DataInputStream in;
    private final List<List<String>> shapes = new ArrayList<>();

    private PlainReader(DataInputStream in) {
        this.in = in;
    }

    static Map<String, TemplateModel> read(byte[] bytes) {
        try {
            return new PlainReader(new DataInputStream(new ByteArrayInputStream(bytes))).map();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(DataInputStream in) throws IOException {
        return new String(bytes(in), StandardCharsets.UTF_8);
    }

    static byte[] bytes(DataInputStream in) throws IOException {
        var bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }

    private @Nullable TemplateModel value() throws IOException {
        byte tag = in.readByte();
        return switch (tag) {
            case PlainWriter.NOTHING -> null;
            case PlainWriter.TEXT -> new SimpleScalar(text(in));
            case PlainWriter.NUMBER -> new SimpleNumber(in.readLong());
            case PlainWriter.FRACTION -> new SimpleNumber(in.readDouble());
            case PlainWriter.TRUE -> TemplateBooleanModel.TRUE;
            case PlainWriter.FALSE -> TemplateBooleanModel.FALSE;
            case PlainWriter.MARKUP -> SafeHtml.trusted(text(in));
            case PlainWriter.LIST -> DefaultListAdapter.adapt(list(), PLAIN);
            case PlainWriter.MAP -> DefaultMapAdapter.adapt(map(), PLAIN);
            case PlainWriter.RECORD -> DefaultMapAdapter.adapt(view(), PLAIN);
            default -> throw new IOException("no such kind of value: " + tag);
        };
    }

    private List<TemplateModel> list() throws IOException {
        int size = in.readInt();
        var list = new ArrayList<TemplateModel>(size);
        for (int i = 0; i < size; i++) {
            list.add(value());
        }
        return list;
    }

    private Map<String, TemplateModel> map() throws IOException {
        int size = in.readInt();
        var map = LinkedHashMap.<String, TemplateModel>newLinkedHashMap(size);
        for (int i = 0; i < size; i++) {
            put(map, text(in), value());
        }
        return map;
    }

    private Map<String, TemplateModel> view() throws IOException {
        int shape = in.readShort();
        if (shape == shapes.size()) {
            shapes.add(names());
        }
        var names = shapes.get(shape);
        var view = LinkedHashMap.<String, TemplateModel>newLinkedHashMap(names.size());
        for (var name : names) {
            put(view, name, value());
        }
        return view;
    }

    private List<String> names() throws IOException {
        int size = in.readShort();
        var names = new ArrayList<String>(size);
        for (int i = 0; i < size; i++) {
            names.add(text(in));
        }
        return names;
    }

    /** What is not there is left out, so that templates ask for it in one way. */
    private static void put(Map<String, TemplateModel> map, String name, @Nullable TemplateModel value) {
        if (value != null) {
            map.put(name, value);
        }
    }
}
