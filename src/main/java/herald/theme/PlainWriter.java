package herald.theme;

import herald.markdown.Html;
import io.micronaut.core.annotation.Nullable;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes views as plain data, for {@link PlainReader} in another process: names with values, lists, words, numbers, truth, and markup
 * of our own making. What could be called stays here.
 */
final class PlainWriter {

    static final byte NOTHING = 0;
    static final byte TEXT = 1;
    static final byte NUMBER = 2;
    static final byte FRACTION = 3;
    static final byte TRUE = 4;
    static final byte FALSE = 5;
    static final byte MARKUP = 6;
    static final byte LIST = 7;
    static final byte MAP = 8;
    static final byte RECORD = 9;

    private record Field(String name, MethodHandle answer) {}

    private static final ClassValue<List<Field>> FIELDS = new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
            if (!Modifier.isPublic(type.getModifiers())) {
                throw new IllegalArgumentException(type.getSimpleName() + " is not public, so no template can read it");
            }
            return Arrays.stream(type.getRecordComponents())
                    .map(PlainWriter::field)
                    .toList();
        }
    };

    private final DataOutputStream out;
    private final Pieces pieces;

    /** Records seen before in this message are not described again. */
    private final Map<Class<?>, Integer> shapes = new HashMap<>();

    private PlainWriter(DataOutputStream out, Pieces pieces) {
        this.out = out;
        this.pieces = pieces;
    }

    /**
     * {@code data} in the form that {@link PlainReader} reads; null values are left out.
     *
     * @param pieces keeps the fragments
     * @throws IllegalArgumentException when something in it has no plain form
     */
    static byte[] written(Map<String, ?> data, Pieces pieces) {
        var bytes = new ByteArrayOutputStream(1 << 14);
        try {
            new PlainWriter(new DataOutputStream(bytes), pieces).map(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static void text(DataOutputStream out, String text) throws IOException {
        bytes(out, text.getBytes(StandardCharsets.UTF_8));
    }

    static void bytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static Field field(RecordComponent component) {
        try {
            var answer = MethodHandles.publicLookup().unreflect(component.getAccessor());
            return new Field(
                    component.getName(),
                    answer.asType(
                            answer.type().changeParameterType(0, Object.class).changeReturnType(Object.class)));
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException(component.getDeclaringRecord() + " cannot be read", e);
        }
    }

    private void value(@Nullable Object value) throws IOException {
        switch (value) {
            case null -> out.writeByte(NOTHING);
            case String text -> tagged(TEXT, text);
            case Boolean truth -> out.writeByte(truth ? TRUE : FALSE);
            case Integer number -> number(number);
            case Long number -> number(number);
            case Double fraction -> {
                out.writeByte(FRACTION);
                out.writeDouble(fraction);
            }
            case Html html -> tagged(MARKUP, html.value());
            case Fragment fragment -> tagged(MARKUP, pieces.keep(fragment));
            case Enum<?> word -> tagged(TEXT, word.name());
            case Record view -> view(view);
            case Map<?, ?> map -> {
                out.writeByte(MAP);
                map(map);
            }
            case Collection<?> list -> {
                out.writeByte(LIST);
                out.writeInt(list.size());
                for (var item : list) {
                    value(item);
                }
            }
            default -> throw new IllegalArgumentException("a template cannot be given a " + value.getClass());
        }
    }

    private void tagged(byte tag, String text) throws IOException {
        out.writeByte(tag);
        text(out, text);
    }

    private void number(long number) throws IOException {
        out.writeByte(NUMBER);
        out.writeLong(number);
    }

    private void map(Map<?, ?> map) throws IOException {
        out.writeInt(map.size());
        for (var entry : map.entrySet()) {
            text(out, String.valueOf(entry.getKey()));
            value(entry.getValue());
        }
    }

    private void view(Record view) throws IOException {
        var fields = FIELDS.get(view.getClass());
        var known = shapes.get(view.getClass());
        out.writeByte(RECORD);
        if (known == null) {
            out.writeShort(shapes.size());
            shapes.put(view.getClass(), shapes.size());
            out.writeShort(fields.size());
            for (var field : fields) {
                text(out, field.name());
            }
        } else {
            out.writeShort(known);
        }
        for (var field : fields) {
            value(answer(field, view));
        }
    }

    private static @Nullable Object answer(Field field, Record view) {
        try {
            return (Object) field.answer().invokeExact((Object) view);
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new IllegalArgumentException(view.getClass() + "." + field.name() + " cannot be read", failure);
        }
    }
}
