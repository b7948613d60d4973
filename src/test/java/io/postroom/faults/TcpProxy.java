package io.postroom.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A network between one client and one server that a test breaks: `postroom → TcpProxy → Redis or the store`.
///
/// It keeps its port over all that is done to it. The faults hold for connections that are there and for new ones,
/// until [#resume()].
public final class TcpProxy implements AutoCloseable {

    private enum Mode {
        PASS,
        HANG,
        DROP_ANSWERS,
        CUT
    }

    private final List<InetSocketAddress> targets;
    private final int port;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile Mode mode = Mode.PASS;
    private volatile Duration delay = Duration.ZERO;
    private @Nullable ServerSocket server;

    /// A connection goes to the first of these ports that takes it.
    public TcpProxy(String host, int... targetPorts) {
        this.targets = Arrays.stream(targetPorts)
                .mapToObj(target -> new InetSocketAddress(host, target))
                .toList();
        this.port = Ports.free();
        listen();
    }

    public int port() {
        return port;
    }

    /// Ends all connections and refuses new ones.
    public void cut() {
        set(Mode.CUT);
        closeListener();
        closeConnections();
    }

    /// Ends the connections there are; new ones are served.
    public void cutOnce() {
        closeConnections();
    }

    /// Takes connections and lets nothing through, in neither direction; what comes meanwhile goes on at [#resume()].
    public void hang() {
        set(Mode.HANG);
    }

    /// Every piece of an answer comes this much later.
    public void delayAnswers(Duration by) {
        delay = by;
    }

    /// Requests reach the server and take effect, answers are lost. A connection that lost some is ended at
    /// [#resume()].
    public void dropAnswers() {
        set(Mode.DROP_ANSWERS);
    }

    /// Ends all faults.
    public void resume() {
        delay = Duration.ZERO;
        if (mode == Mode.CUT) {
            listen();
        }
        set(Mode.PASS);
        connections.stream().filter(connection -> connection.lostSome).forEach(Connection::close);
    }

    /// Connections open now.
    public int connections() {
        return connections.size();
    }

    @Override
    public void close() {
        cut();
    }

    private void set(Mode next) {
        lock.lock();
        try {
            mode = next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private synchronized void listen() {
        try {
            ServerSocket listening = new ServerSocket();
            listening.setReuseAddress(true);
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            server = listening;
            Thread.ofPlatform().daemon().start(() -> accept(listening));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void closeListener() {
        try {
            if (server != null) {
                server.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void closeConnections() {
        connections.forEach(Connection::close);
    }

    private void accept(ServerSocket listening) {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                Thread.ofPlatform().daemon().start(() -> serve(client));
            } catch (IOException closed) {
                // cut() closes the listener under it
            }
        }
    }

    private void serve(Socket client) {
        Connection connection = new Connection(client);
        connections.add(connection);
        if (mode == Mode.CUT) {
            connection.close();
            return;
        }
        try {
            awaitPassage();
            connection.connect();
            connection.upstream.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
            Thread.ofPlatform().daemon().start(() -> connection.pump(connection.client, connection.upstream, false));
            connection.pump(connection.upstream, connection.client, true);
        } catch (IOException | InterruptedException refused) {
            connection.close();
        }
    }

    private void awaitPassage() throws InterruptedException {
        lock.lock();
        try {
            while (mode == Mode.HANG) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private final class Connection {
        private final Socket client;
        private volatile Socket upstream = new Socket();
        private volatile boolean lostSome;

        Connection(Socket client) {
            this.client = client;
        }

        void connect() throws IOException {
            for (InetSocketAddress target : targets) {
                try {
                    upstream.connect(target, 2000);
                    return;
                } catch (IOException refused) {
                    upstream.close();
                    upstream = new Socket();
                }
            }
            throw new ConnectException("none of " + targets + " takes a connection");
        }

        void pump(Socket from, Socket to, boolean answers) {
            byte[] piece = new byte[64 * 1024];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int size = in.read(piece); size >= 0; size = in.read(piece)) {
                    if (answers && !delay.isZero()) {
                        Thread.sleep(delay);
                    }
                    awaitPassage();
                    if (!answers || arrives()) {
                        out.write(piece, 0, size);
                    }
                }
            } catch (IOException | InterruptedException ended) {
                // one side is gone, so the other goes too
            } finally {
                close();
            }
        }

        /// Decided at one moment with the mode: [#resume()] finds every connection that lost some.
        private boolean arrives() {
            lock.lock();
            try {
                lostSome |= mode == Mode.DROP_ANSWERS;
                return !lostSome;
            } finally {
                lock.unlock();
            }
        }

        void close() {
            connections.remove(this);
            Socket there = upstream;
            try (client;
                    there) {
                // both, whatever the first does
            } catch (IOException e) {
                // already gone
            }
        }
    }
}
