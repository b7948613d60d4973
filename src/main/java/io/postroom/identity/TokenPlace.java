package io.postroom.identity;

import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// Where in a request its token stands: the header `Authorization`, and a cookie where one is configured. A browser's
/// sockets come with the header too, put there from the subprotocol.
@Singleton
final class TokenPlace {
    @Produces
    @Alternative
    @Priority(1)
    @Singleton
    JWTAuthContextInfo place(JwtConfig config) {
        JWTAuthContextInfo place = new JWTAuthContextInfo();
        config.cookie().ifPresent(name -> {
            place.setTokenHeader("Cookie");
            place.setTokenCookie(name);
            place.setAlwaysCheckAuthorization(true);
        });
        return place;
    }
}
