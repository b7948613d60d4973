package io.postroom.report;

import jakarta.inject.Singleton;

@Singleton
public class StoreHistory {
    public void read() {}

    public String log() {
        return "x";
    }
}
