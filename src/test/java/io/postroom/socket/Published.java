package io.postroom.socket;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/// An installation behind a proxy, for pages of its own and of others, with the token in a cookie.
public class Published implements QuarkusTestProfile {
    static final String DESK = "https://desk.example";
    static final String SHOP = "https://shop.example:8443";
    static final String COOKIE = "access";

    /// An address of this machine that is not the proxy's.
    static final String STRANGER = "127.0.0.2";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "postroom.allowed-origins",
                DESK + ", " + SHOP,
                "postroom.trusted-proxies",
                "127.0.0.1/32",
                "postroom.jwt.cookie",
                COOKIE);
    }
}
