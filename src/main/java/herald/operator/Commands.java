package herald.operator;

import herald.database.DatabaseAddress;
import herald.delivery.SecretRotation;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The commands of {@code bin/herald} besides the server. */
public final class Commands {

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private static final Set<String> HELP = Set.of("-h", "--help");

    /** H2: another process has the file. */
    private static final int IN_USE = 90020;

    /** H2: there is no such database. */
    private static final int NOT_THERE = 90146;

    private static final String USAGE = """
        herald serve                    start the server (also without a word)
        herald backup FILE [--force]    write everything to FILE, a zip; the server may run meanwhile
        herald restore FILE             bring a backup back into an empty database; stop the server first
        herald rotate-key               seal the accounts' secrets under a new HERALD_SECRET_KEY (see below)
        herald theme …                  make, check, preview and pack the looks of a page; herald theme --help says how
        herald version                  which Herald this is
        herald help                     this

        The database is the one that the server's settings name: HERALD_DATA_DIR, DATASOURCES_DEFAULT_URL and so on.
        A backup never replaces an existing FILE unless --force is given. A restore holds every target, so that nothing goes out
        twice: release each in the console when you have checked what is already out.
        The secrets of accounts are in a backup as they are in the database, encrypted. The key is not in it: keep HERALD_SECRET_KEY,
        or the data directory's secret.key, in another place. Without it the accounts' secrets have to be entered anew.
        To change the key: start every server with the new one as HERALD_SECRET_KEY and the old one as HERALD_SECRET_KEY_PREVIOUS,
        run herald rotate-key with the same two (with the embedded database: while the server is stopped), then leave the old one out.
        """;

    private final Map<String, Object> settings;
    private final Clock clock;
    private final PrintStream out;
    private final PrintStream err;

    /** @param settings those that win over all others */
    Commands(Map<String, Object> settings, Clock clock, PrintStream out, PrintStream err) {
        this.settings = settings;
        this.clock = clock;
        this.out = out;
        this.err = err;
    }

    /** Whether {@code args} ask for the server; all else is for {@link #run(String...)}. */
    public static boolean askForServer(String... args) {
        return args.length == 0 || args[0].equals("serve") || (args[0].startsWith("-") && !HELP.contains(args[0]));
    }

    /** Does what {@code args} ask for. Answers the process's exit code: 0, 1 for a failure, 2 for words it does not know. */
    public static int run(String... args) {
        return new Commands(Map.of(), Clock.systemUTC(), System.out, System.err).done(List.of(args));
    }

    int done(List<String> args) {
        var rest = new ArrayList<>(args.subList(1, args.size()));
        try {
            switch (args.getFirst()) {
                case "backup" -> {
                    boolean force = rest.remove("--force");
                    return rest.size() == 1 ? backup(Path.of(rest.getFirst()), force) : misused();
                }
                case "restore" -> {
                    return rest.size() == 1 ? restore(Path.of(rest.getFirst())) : misused();
                }
                case "rotate-key" -> {
                    return rest.isEmpty() ? rotateKey() : misused();
                }
                case "help", "-h", "--help" -> out.print(USAGE);
                case "version" -> out.println("Herald " + version());
                default -> {
                    return misused();
                }
            }
            return DONE;
        } catch (CommandException failure) {
            return failed(failure.getMessage());
        } catch (SQLException failure) {
            return failed("The database refused: " + failure.getMessage());
        } catch (IOException failure) {
            return failed("Reading or writing failed: " + failure);
        } catch (RuntimeException failure) {
            return failed("It failed: " + failure);
        }
    }

    private int backup(Path file, boolean force) throws IOException, SQLException {
        refuseToReplace(file, force);
        PrivateFile.write(file, stream -> {
            write(stream);
            refuseToReplace(file, force);
            return file;
        });
        out.println("Wrote " + file + " (" + Files.size(file) + " bytes).");
        out.println("Keep HERALD_SECRET_KEY, or the data directory's secret.key, as well, and apart from it.");
        return DONE;
    }

    private void write(OutputStream stream) throws IOException, SQLException {
        var database = DatabaseAddress.of(settings);
        try (var connection = existing(database)) {
            Backup.write(connection, stream, clock.instant());
        } catch (SQLException failure) {
            if (failure.getErrorCode() != IN_USE) {
                throw failure;
            }
            var server = RunningServer.on(database.dataDir())
                    .orElseThrow(() -> new CommandException(database
                            + " is in use by another process that does not answer as Herald's server. Stop it, or run"
                            + " this with the server's settings (HERALD_DATA_DIR)."));
            try (var backup = server.backup()) {
                backup.transferTo(stream);
            }
        }
    }

    private static Connection existing(DatabaseAddress database) throws SQLException {
        try {
            return database.openExisting();
        } catch (SQLException failure) {
            if (failure.getErrorCode() == NOT_THERE) {
                throw new CommandException("There is no database at " + database + ". Check HERALD_DATA_DIR.");
            }
            throw failure;
        }
    }

    private int restore(Path file) throws IOException, SQLException {
        if (!Files.isRegularFile(file)) {
            throw new CommandException(file + " is not there, or is no file.");
        }
        var database = DatabaseAddress.of(settings);
        if (RunningServer.on(database.dataDir()).isPresent()) {
            throw new CommandException("A server is running on " + database.dataDir() + ". Stop it first.");
        }
        try {
            var manifest = Restore.read(file, database, clock.instant());
            out.println("Restored " + manifest.rows() + " rows of " + manifest.createdAt() + " into " + database + ".");
            out.println("Every target is held. Start the server, check what is already out, and release each in the"
                    + " console.");
            return DONE;
        } catch (SQLException failure) {
            if (failure.getErrorCode() == IN_USE) {
                throw new CommandException(database + " is in use by another process. Stop the server first.");
            }
            throw failure;
        }
    }

    private int rotateKey() throws SQLException {
        var database = DatabaseAddress.of(settings);
        var keys = SecretSettings.of(settings);
        if (keys.previous().isEmpty()) {
            throw new CommandException(
                    "HERALD_SECRET_KEY_PREVIOUS is not set: give the key before the new one there, so that"
                            + " what it sealed can be opened.");
        }
        try (var connection = existing(database)) {
            var done = SecretRotation.run(connection, keys.box(database.dataDir()));
            out.println("Sealed " + done.sealed() + " anew; " + done.current() + " were under the new key already.");
            if (done.lost() > 0) {
                throw new CommandException(done.lost() + " open with neither key and are left as they are: enter those"
                        + " accounts' secrets anew in the console.");
            }
            return DONE;
        } catch (SQLException failure) {
            if (failure.getErrorCode() == IN_USE) {
                throw new CommandException(database + " is in use by another process. Stop the server first.");
            }
            throw failure;
        }
    }

    private static void refuseToReplace(Path file, boolean force) {
        if (!force && Files.exists(file)) {
            throw new CommandException(file + " exists already. Name another file, or replace it with --force.");
        }
    }

    private int misused() {
        err.print(USAGE);
        return MISUSED;
    }

    private int failed(String message) {
        err.println("herald: " + message);
        return FAILED;
    }

    private static String version() {
        var version = Commands.class.getPackage().getImplementationVersion();
        return version == null ? "(development)" : version;
    }
}
