package herald.theme;

import io.micronaut.core.annotation.Nullable;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A process of its own that renders templates, see {@link WorkerMain}: what a template does to time and memory it does to this process
 * alone, which is ended then. For one thread at a time.
 */
final class Worker implements AutoCloseable {

    /** The worker ended for a reason that is not the template's; another may do better. */
    static final class LostException extends IOException {
        private static final long serialVersionUID = 1L;

        LostException(String reason, @Nullable Throwable cause) {
            super(reason, cause);
        }
    }

    /** What pages of 500 components need, three times over. */
    private static final int HEAP_MB = 64;

    private static final Duration TO_START = Duration.ofSeconds(15);

    /** From here on it is looked at; nearly all templates are done long before. */
    private static final Duration WATCH_AFTER = Duration.ofMillis(200);

    private static final Duration WATCH_EVERY = Duration.ofMillis(100);

    /** Of the processor's time, so that a template is not blamed for a machine with too much to do. */
    private static final Duration LONGEST_WORK = Duration.ofMillis(1_300);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private static final int LARGEST_ANSWER = 4 * CappedWriter.LARGEST_PAGE;

    private static final ScheduledExecutorService WATCH = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("theme-watch").factory());

    private static final List<String> NEEDED = List.of(
            "herald.theme.WorkerMain",
            "freemarker.template.Configuration",
            "com.ibm.icu.text.MessageFormat",
            "org.owasp.html.HtmlPolicyBuilder",
            "org.owasp.shim.Java8Shim",
            "org.owasp.shim.ForJava9AndLater");

    /** Where the first worker shall leave a cache for those of later starts; set by {@code bin/aot-cache} only. */
    private static final String REHEARSAL = "herald.worker-cache-output";

    private static final AtomicBoolean REHEARSED = new AtomicBoolean();

    private final Process process;
    private final DataInputStream in;
    private final DataOutputStream out;
    private volatile @Nullable String stopped;
    private volatile boolean ended;

    private Worker(Process process) {
        this.process = process;
        this.in = new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 16));
        this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), 1 << 16));
    }

    /** @throws LostException when no process can be started */
    static Worker start() throws LostException {
        var builder = new ProcessBuilder(command());
        builder.environment().clear();
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            var worker = new Worker(builder.start());
            worker.awaitReady();
            return worker;
        } catch (LostException lost) {
            throw lost;
        } catch (IOException e) {
            throw new LostException("no process can be started for templates: " + e.getMessage(), e);
        }
    }

    private void awaitReady() throws IOException {
        var watch = WATCH.schedule(process::destroyForcibly, TO_START.toMillis(), TimeUnit.MILLISECONDS);
        try {
            in.readByte();
        } catch (IOException e) {
            throw new LostException("the process for templates does not start", e);
        } finally {
            watch.cancel(false);
        }
    }

    private static List<String> command() {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xss1m",
                "-XX:+UseSerialGC",
                "-XX:ReservedCodeCacheSize=32m",
                // Its compilers give way to whoever waits for a page, see bin/herald.
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:-PrintWarnings",
                "-XX:ThreadPriorityPolicy=1",
                "-XX:CompilerThreadPriority=10",
                "-XX:MaxMetaspaceSize=64m",
                "-XX:MaxDirectMemorySize=4m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+DisplayVMOutputToStderr",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:-UsePerfData",
                "-Djava.awt.headless=true"));
        var rehearsal = System.getProperty(REHEARSAL);
        if (rehearsal != null && REHEARSED.compareAndSet(false, true)) {
            // Java writes the cache when the process ends, and needs more room for that than a template gets.
            command.addAll(List.of("-Xmx512m", "-XX:AOTCacheOutput=" + rehearsal));
        } else {
            command.add("-Xmx" + HEAP_MB + "m");
            cache().ifPresent(cache -> command.add("-XX:AOTCache=" + cache));
        }
        command.addAll(List.of("-cp", classPath(), WorkerMain.class.getName()));
        return command;
    }

    /** What {@code bin/aot-cache} has made beside our own jar; a cache that does not fit any more is ignored by Java. */
    private static Optional<Path> cache() {
        return Optional.ofNullable(Worker.class.getProtectionDomain().getCodeSource())
                .map(source ->
                        Path.of(URI.create(source.getLocation().toString())).resolveSibling("worker.aot"))
                .filter(Files::isReadable);
    }

    /** Only what rendering needs: neither database drivers nor anything that speaks over a network. */
    private static String classPath() {
        var places = new LinkedHashSet<String>();
        for (var name : NEEDED) {
            try {
                var source = Class.forName(name, false, Worker.class.getClassLoader())
                        .getProtectionDomain()
                        .getCodeSource();
                places.add(Path.of(URI.create(source.getLocation().toString())).toString());
            } catch (ClassNotFoundException | LinkageError absent) {
                throw new IllegalStateException(name + " is not on the class path", absent);
            }
        }
        return String.join(File.pathSeparator, places);
    }

    /**
     * The page.
     *
     * @param view as {@link PlainWriter} writes it
     * @throws ThemeException when the template fails, or takes more time, memory or room than one may; this worker may be at its end then
     * @throws LostException when the worker has ended for another reason
     */
    String render(ThemeFiles theme, String template, String language, byte[] view) throws LostException {
        var watch = new Watch();
        try {
            ask(theme.hash(), template, language, view);
            byte answer = in.readByte();
            if (answer == WorkerMain.UNKNOWN) {
                teach(theme);
                ask(theme.hash(), template, language, view);
                answer = in.readByte();
            }
            return page(answer);
        } catch (IOException e) {
            throw ended(template, e);
        } finally {
            watch.end();
        }
    }

    boolean isAlive() {
        return !ended && process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void ask(String hash, String template, String language, byte[] view) throws IOException {
        out.writeByte(WorkerMain.RENDER);
        PlainWriter.text(out, hash);
        PlainWriter.text(out, template);
        PlainWriter.text(out, language);
        PlainWriter.bytes(out, view);
        out.flush();
    }

    private void teach(ThemeFiles theme) throws IOException {
        out.writeByte(WorkerMain.THEME);
        PlainWriter.text(out, theme.hash());
        var templates = theme.paths().stream().filter(Worker::isTemplate).toList();
        out.writeInt(templates.size());
        for (var path : templates) {
            PlainWriter.text(out, path);
            PlainWriter.text(out, theme.text(path).orElseThrow());
        }
        var words = theme.paths().stream().filter(Messages::isFile).toList();
        out.writeInt(words.size());
        for (var path : words) {
            PlainWriter.text(out, path);
            write(theme.merged(path));
        }
    }

    private static boolean isTemplate(String path) {
        return path.endsWith(".ftl") || path.endsWith(".ftlh");
    }

    private void write(Properties properties) throws IOException {
        out.writeInt(properties.size());
        for (var key : properties.stringPropertyNames()) {
            PlainWriter.text(out, key);
            PlainWriter.text(out, properties.getProperty(key));
        }
    }

    private String page(byte answer) throws IOException {
        if (answer == WorkerMain.FAILED) {
            throw new ThemeException(PlainReader.text(in), in.readInt(), PlainReader.text(in), null);
        }
        int length = in.readInt();
        if (answer != WorkerMain.RENDERED || length < 0 || length > LARGEST_ANSWER) {
            process.destroyForcibly();
            throw new IOException("not an answer");
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private LostException ended(String template, IOException cause) {
        ended = true;
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        var reason = stopped;
        if (reason != null) {
            throw new ThemeException(template, 0, reason, cause);
        }
        if (!process.isAlive() && process.exitValue() == WorkerMain.OUT_OF_MEMORY) {
            throw new ThemeException(template, 0, "it needs more than " + HEAP_MB + " MB of memory", cause);
        }
        var how = process.isAlive() ? "" : " with code " + process.exitValue();
        return new LostException("the process for templates has ended" + how, cause);
    }

    /** Looks at the worker while it renders, and ends it when that takes too long. */
    private final class Watch implements Runnable {

        private final long begun = System.nanoTime();
        private final Future<?> turns = WATCH.scheduleWithFixedDelay(
                this, WATCH_AFTER.toMillis(), WATCH_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        private @Nullable Duration workedBefore;

        @Override
        public void run() {
            var waited = Duration.ofNanos(System.nanoTime() - begun);
            // Where a system does not tell it, all of the time counts as work.
            var worked = process.info().totalCpuDuration().orElse(waited);
            if (workedBefore == null) {
                workedBefore = worked;
            }
            if (worked.minus(workedBefore).compareTo(LONGEST_WORK) >= 0 || waited.compareTo(LONGEST_WAIT) >= 0) {
                stopped = "it takes longer than 2 seconds";
                process.destroyForcibly();
            }
        }

        void end() {
            turns.cancel(false);
        }
    }
}
