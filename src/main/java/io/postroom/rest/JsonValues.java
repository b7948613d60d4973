package io.postroom.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.postroom.protocol.Json;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/// Answers are written with the values of the contract, as frames are.
@Singleton
final class JsonValues implements ObjectMapperCustomizer {
    @Override
    public void customize(ObjectMapper mapper) {
        mapper.registerModule(Json.module());
    }

    /// After Quarkus' own, which brings another way of writing dates: without milliseconds where they are zero.
    @Override
    public int priority() {
        return MINIMUM_PRIORITY;
    }
}
