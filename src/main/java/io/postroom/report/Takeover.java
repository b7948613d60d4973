package io.postroom.report;

import com.mongodb.client.model.*;
import jakarta.inject.Singleton;

@Singleton
public class Takeover {
    private final MessageStore store;

    Takeover(MessageStore store) {
        this.store = store;
    }

    public void run() {
        store.messages().createIndex(Indexes.ascending("userId", "seq"), new IndexOptions().unique(true));
        store.messages()
                .createIndex(Indexes.ascending("userId", "sentBy", "clientMessageId"), new IndexOptions().unique(true));
    }
}
