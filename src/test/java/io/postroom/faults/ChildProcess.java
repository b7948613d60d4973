package io.postroom.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/// A program that tests start, kill, freeze and start again. Its output is appended to one file over all its lives; it
/// does not outlive the test run.
public final class ChildProcess implements AutoCloseable {

    private final List<String> command;
    private final Map<String, String> environment;
    private final Path directory;
    private final Path log;
    private final Path threads;
    private @Nullable Process process;

    /// @param directory where it runs; its log stands there as `name.log`
    public ChildProcess(String name, List<String> command, Map<String, String> environment, Path directory) {
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
        this.directory = directory;
        this.log = directory.resolve(name + ".log");
        this.threads = directory.resolve(name + ".threads");
    }

    public synchronized void start() {
        if (alive()) {
            throw new IllegalStateException("it runs already: " + command);
        }
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            Process started = builder.start();
            process = started;
            Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot be started: " + command, e);
        }
    }

    public synchronized boolean alive() {
        return process != null && process.isAlive();
    }

    public long pid() {
        return running().pid();
    }

    /// SIGKILL, also of a frozen one; returns when it is dead.
    public void kill() {
        signal("KILL");
        awaitExit(Duration.ofSeconds(10));
    }

    /// SIGTERM; does not wait.
    public void terminate() {
        signal("TERM");
    }

    /// SIGSTOP: its sockets stay open and nobody answers.
    ///
    /// Returns when it stands still: on a busy machine its threads go on for a while after the signal.
    public void freeze() {
        signal("STOP");
        Path threads = Path.of("/proc", Long.toString(pid()), "task");
        if (Files.exists(threads)) {
            Awaitility.await("frozen: " + command)
                    .atMost(Duration.ofSeconds(10))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> allStand(threads));
        }
    }

    private static boolean allStand(Path threads) throws IOException {
        try (Stream<Path> all = Files.list(threads)) {
            return all.allMatch(thread -> {
                try {
                    // "number (name) state …"
                    String stat = Files.readString(thread.resolve("stat"));
                    return stat.substring(stat.lastIndexOf(')') + 2).startsWith("T");
                } catch (IOException ended) {
                    return true;
                }
            });
        }
    }

    /// SIGCONT.
    public void thaw() {
        signal("CONT");
    }

    /// SIGQUIT: a JVM, or the binary of one, writes down what its threads do, in its log and a moment later.
    public void dumpThreads() {
        signal("QUIT");
    }

    /// Of a JVM: writes what all its threads do, virtual ones too, into `name.threads` beside its log.
    public void dumpAllThreads() {
        dumpAllThreads(pid(), threads);
    }

    /// The same of any JVM, into that file.
    static void dumpAllThreads(long pid, Path file) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        run(
                jcmd,
                Long.toString(pid),
                "Thread.dump_to_file",
                "-overwrite",
                file.toAbsolutePath().toString());
    }

    /// @return the exit status
    public int awaitExit(Duration atMost) {
        try {
            if (!running().waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("still running after " + atMost + ": " + command);
            }
            return running().exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// All it has written so far, over all its lives.
    public String log() {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (alive()) {
            kill();
        }
    }

    private synchronized Process running() {
        if (process == null) {
            throw new IllegalStateException("never started: " + command);
        }
        return process;
    }

    private void signal(String name) {
        run("kill", "-" + name, Long.toString(pid()));
    }

    private static void run(String... command) {
        try {
            new ProcessBuilder(command).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
