package io.postroom.report;

import io.postroom.room.LogWriter;
import io.postroom.room.RedisAdapter;
import io.postroom.room.RedisConfig;
import io.postroom.room.RedisUrl;
import io.postroom.room.RoomAdapter;
import io.postroom.room.RoomMeters;
import io.postroom.room.Rooms;
import io.postroom.room.WatchList;
import io.postroom.room.WriterConfig;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Puts the room package together with the log on MongoDB.
@Singleton
final class RoomsProducer {
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("room-timer").daemon().factory());
    private final ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor();

    /// Channels begin with the database's name unless told otherwise.
    @Produces
    @Singleton
    RoomAdapter adapter(
            Vertx vertx, RedisConfig redis, @ConfigProperty(name = "quarkus.mongodb.database") String database) {
        return new RedisAdapter(
                vertx,
                RedisUrl.parse(redis.url().orElseThrow()),
                redis.ca().orElse(null),
                redis.prefix().orElse(database),
                UUID.randomUUID().toString());
    }

    @Produces
    @Singleton
    Rooms rooms(
            RoomAdapter adapter,
            MongoRoomLog log,
            MessageEncoder encoder,
            MongoReplicaBoard board,
            RoomMeters meters,
            SessionEnds ends) {
        return new Rooms(adapter, log, encoder, board, virtual, timer, meters, ends);
    }

    @Produces
    @Singleton
    WatchList watchList(MongoRoomLog log, WriterConfig config, Rooms rooms) {
        return new WatchList(log, config.watch(), rooms::handOn);
    }

    @Produces
    @Singleton
    LogWriter logWriter(MongoRoomLog log, WriterConfig config, Rooms rooms, WatchList watchList) {
        LogWriter writer = new LogWriter(log, config, rooms::handOn, watchList, rooms::hearsOfHeads, timer);
        rooms.tellHeads(writer);
        return writer;
    }
}
