package herald.theme;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The process that renders templates, with little memory and nothing to find: no file, no address, no secret. Themes and views come
 * over its standard input, pages go over its standard output; it ends with the process that started it. See {@link Worker}.
 */
final class WorkerMain {

    static final byte READY = 1;
    static final byte THEME = 2;
    static final byte RENDER = 3;
    static final byte RENDERED = 4;
    static final byte FAILED = 5;
    static final byte UNKNOWN = 6;

    /** A JVM ends with it when told to end on a full heap. */
    static final int OUT_OF_MEMORY = 3;

    private static final int MOST_THEMES = 3;

    private final DataInputStream in;
    private final DataOutputStream out;
    private final Map<String, LoadedTheme> themes = new LinkedHashMap<>(MOST_THEMES, 1, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, LoadedTheme> eldest) {
            return size() > MOST_THEMES;
        }
    };

    private WorkerMain(DataInputStream in, DataOutputStream out) {
        this.in = in;
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException {
        var in = new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in), 1 << 16));
        var out = new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16));
        new WorkerMain(in, out).serve();
    }

    private void serve() throws IOException {
        // Takes a quarter of a second the first time, which is not to be counted against a template.
        new Phrase("{0, plural, other {#}}", Messages.LAST_RESORT).say(1);
        answer(READY);
        try {
            while (true) {
                switch (in.readByte()) {
                    case THEME -> load();
                    case RENDER -> render();
                    default -> throw new IOException("not a request");
                }
            }
        } catch (EOFException ended) {
            // The server is gone, and so is this process.
        }
    }

    private void load() throws IOException {
        var hash = PlainReader.text(in);
        var templates = new HashMap<String, String>();
        var words = new HashMap<String, Properties>();
        for (int left = in.readInt(); left > 0; left--) {
            templates.put(PlainReader.text(in), PlainReader.text(in));
        }
        for (int left = in.readInt(); left > 0; left--) {
            var file = PlainReader.text(in);
            var properties = new Properties();
            for (int entries = in.readInt(); entries > 0; entries--) {
                properties.setProperty(PlainReader.text(in), PlainReader.text(in));
            }
            words.put(file, properties);
        }
        themes.put(
                hash,
                new LoadedTheme(
                        path -> Optional.ofNullable(templates.get(path)),
                        file -> words.getOrDefault(file, new Properties())));
    }

    private void render() throws IOException {
        var hash = PlainReader.text(in);
        var template = PlainReader.text(in);
        var language = PlainReader.text(in);
        var view = PlainReader.bytes(in);
        var theme = themes.get(hash);
        if (theme == null) {
            answer(UNKNOWN);
            return;
        }
        try {
            var page = theme.render(template, language, PlainReader.read(view));
            out.writeByte(RENDERED);
            PlainWriter.text(out, page);
            out.flush();
        } catch (ThemeException failure) {
            failed(failure.template(), failure.line(), failure.reason());
        } catch (RuntimeException | StackOverflowError failure) {
            failed(template, 0, failure.toString());
        } catch (OutOfMemoryError asked) {
            // Some of them are thrown by Java's own code before anything is allocated, and would end nothing.
            Runtime.getRuntime().halt(OUT_OF_MEMORY);
        }
    }

    private void failed(String template, int line, String reason) throws IOException {
        out.writeByte(FAILED);
        PlainWriter.text(out, template);
        out.writeInt(line);
        PlainWriter.text(out, reason);
        out.flush();
    }

    private void answer(byte word) throws IOException {
        out.writeByte(word);
        out.flush();
    }
}
