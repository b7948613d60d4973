package io.postroom.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/// People at work on a site: senders that repeat until they are answered, devices that come back with their cursor and
/// send receipts. It can be asked to pause: then senders finish what they began and begin nothing new.
public final class Workload implements AutoCloseable {
    private static final int DEVICES_A_USER = 2;

    private final History history;
    private final Random random;
    private final Function<Workload, Address> wayIn;
    private final List<Sender> senders = new ArrayList<>();
    private final List<Device> devices = new ArrayList<>();
    private boolean paused = true;
    private boolean stopped;

    public Workload(Site site, History history, long seed, int users, int senderCount) {
        this(
                site::people,
                history,
                seed,
                users,
                senderCount,
                DEVICES_A_USER,
                work -> site.replica(work.draw(site.nodes().size())).address());
    }

    /// Senders alone, all by this way; who receives is the caller's.
    public static Workload sending(Site site, History history, long seed, int users, int senderCount, Address wayIn) {
        return sending(site::people, history, seed, users, senderCount, wayIn);
    }

    /// The same, and `people` puts these persons into `users` or `admins`.
    static Workload sending(
            BiConsumer<String, List<String>> people,
            History history,
            long seed,
            int users,
            int senderCount,
            Address wayIn) {
        return new Workload(people, history, seed, users, senderCount, 0, _ -> wayIn);
    }

    private Workload(
            BiConsumer<String, List<String>> people,
            History history,
            long seed,
            int users,
            int senderCount,
            int devicesAUser,
            Function<Workload, Address> wayIn) {
        this.history = history;
        this.random = new Random(seed);
        this.wayIn = wayIn;
        List<String> rooms = new ArrayList<>();
        for (int i = 0; i < users; i++) {
            String user = user(i);
            rooms.add(user);
            for (int d = 0; d < devicesAUser; d++) {
                devices.add(new Device("device-" + i + "-" + d, user, this));
            }
        }
        people.accept("users", rooms);
        List<String> admins = new ArrayList<>();
        for (int i = 0; i < senderCount; i++) {
            String admin = "%024x".formatted(0xb000 + i);
            admins.add(admin);
            senders.add(new Sender(admin, rooms, this));
        }
        people.accept("admins", admins);
    }

    /// The id of one of its users, counted from 0.
    public static String user(int number) {
        return "%024x".formatted(0xa000 + number);
    }

    public void start() {
        devices.forEach(
                device -> Thread.ofPlatform().daemon().name(device.name()).start(device));
        senders.forEach(sender -> Thread.ofPlatform().daemon().name(sender.id()).start(sender));
        resume();
    }

    public synchronized void pause() {
        paused = true;
        notifyAll();
    }

    public synchronized void resume() {
        paused = false;
        notifyAll();
    }

    public boolean sendersRest() {
        return senders.stream().allMatch(Sender::rests);
    }

    /// How far each device has seen its room.
    public Map<String, Long> places() {
        Map<String, Long> places = new TreeMap<>();
        devices.forEach(device -> places.put(device.name(), device.place()));
        return places;
    }

    /// The room of each device.
    public Map<String, String> rooms() {
        Map<String, String> rooms = new TreeMap<>();
        devices.forEach(device -> rooms.put(device.name(), device.room()));
        return rooms;
    }

    public List<Device> devices() {
        return devices;
    }

    public void cutSockets() {
        devices.stream().filter(device -> chance(2)).forEach(Device::cut);
        senders.stream().filter(sender -> chance(2)).forEach(Sender::cut);
    }

    public void stallReaders(boolean stall) {
        devices.forEach(device -> device.stall(stall));
    }

    History history() {
        return history;
    }

    synchronized int draw(int bound) {
        return random.nextInt(bound);
    }

    /// One in `of`.
    boolean chance(int of) {
        return draw(of) == 0;
    }

    Address wayIn() {
        return wayIn.apply(this);
    }

    synchronized boolean stopped() {
        return stopped;
    }

    synchronized boolean paused() {
        return paused;
    }

    /// Blocks while paused. False when it is over.
    synchronized boolean mayBegin() throws InterruptedException {
        while (paused && !stopped) {
            wait();
        }
        return !stopped;
    }

    /// Whether it comes to be within this time.
    boolean within(Duration time, BooleanSupplier fits) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (!fits.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            rest(100);
        }
        return true;
    }

    /// The pace of people; ends early when it is over.
    synchronized void rest(int millis) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left = millis; left > 0 && !stopped; left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            stopped = true;
            notifyAll();
        }
        devices.forEach(Device::cut);
        senders.forEach(Sender::cut);
    }
}
