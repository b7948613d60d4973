package io.postroom.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.postroom.identity.Caller;
import io.postroom.identity.Role;
import io.postroom.people.Login;
import io.postroom.people.People;
import io.postroom.protocol.Person;
import io.postroom.protocol.Refusal;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Logging in and out, per role: an admin and a customer may be logged in side by side in one browser, so each role has
/// a cookie and a path of its own. Programs get the refresh token in the body instead, and no cookie.
@Path("/api/auth")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RunOnVirtualThread
public class AuthResource {
    /// The longest address that mail knows.
    private static final int EMAIL_MAX = 320;
    /// bcrypt looks at 72 bytes; more is let in, but not without end.
    private static final int PASSWORD_MAX = 1000;

    private final Gate gate;
    private final CallerAddress address;
    private final Login login;
    private final People people;

    /// The answer to a login or a refresh.
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Session(
            String accessToken,
            Instant expiresAt,
            Role role,
            String id,
            @Nullable String refreshToken) {}

    /// Who calls.
    @RegisterForReflection
    public record Me(@JsonProperty("_id") String id, String name, String email, Role role) {}

    AuthResource(Gate gate, CallerAddress address, Login login, People people) {
        this.gate = gate;
        this.address = address;
        this.login = login;
        this.people = people;
    }

    @POST
    @Path("{role}/login")
    public Response login(@PathParam("role") String path, @Context HttpServerRequest request, @Nullable String body) {
        Role role = open(path);
        Body fields = Body.of(body);
        String email = fields.required("email", EMAIL_MAX);
        String password = fields.required("password", PASSWORD_MAX);
        boolean inBody = switch (fields.text("session")) {
            case null -> false;
            case "body" -> true;
            default -> throw Refusal.invalid("session", "session must be body or left out");
        };
        return answer(login.login(role, email, password, address.of(request)), inBody);
    }

    @POST
    @Path("{role}/refresh")
    public Response refresh(@PathParam("role") String path, @Context HttpHeaders headers, @Nullable String body) {
        Role role = open(path);
        String token = Body.ofNullable(body).text("refreshToken");
        return answer(login.refresh(role, token != null ? token : cookie(role, headers)), token != null);
    }

    @POST
    @Path("{role}/logout")
    public Response logout(@PathParam("role") String path, @Context HttpHeaders headers, @Nullable String body) {
        Role role = open(path);
        String cookie = cookie(role, headers);
        login.logout(role, cookie);
        String token = given(body);
        if (token != null && !token.equals(cookie)) {
            login.logout(role, token);
        }
        return Response.noContent()
                .header(HttpHeaders.SET_COOKIE, cookie(role, "", 0))
                .build();
    }

    @GET
    @Path("me")
    public Me me() {
        Caller caller = gate.caller();
        Person person = (caller.isAdmin() ? people.admin(caller.id()) : people.user(caller.id()))
                .orElseThrow(() -> Refusal.notFound("the store does not know you"));
        return new Me(person.id(), person.name(), person.email(), caller.role());
    }

    /// The role that a path names, where there is a login at all.
    private Role open(String path) {
        if (!login.on()) {
            throw Refusal.notFound("this installation has no login of its own");
        }
        return switch (path) {
            case "users" -> Role.user;
            case "admins" -> Role.admin;
            default -> throw new NotFoundException();
        };
    }

    /// A logout is never refused: what it is given may be nothing, or not JSON.
    private static @Nullable String given(@Nullable String body) {
        try {
            return Body.ofNullable(body).text("refreshToken");
        } catch (Refusal e) {
            return null;
        }
    }

    private static Response answer(Login.Session session, boolean inBody) {
        Session answer = new Session(
                session.accessToken(),
                session.expiresAt(),
                session.role(),
                session.id(),
                inBody ? session.refreshToken() : null);
        Response.ResponseBuilder response = Response.ok(answer).header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (!inBody) {
            response.header(
                    HttpHeaders.SET_COOKIE,
                    cookie(
                            session.role(),
                            session.refreshToken(),
                            Login.refreshLife().toSeconds()));
        }
        return response.build();
    }

    private static @Nullable String cookie(Role role, HttpHeaders headers) {
        Cookie cookie = headers.getCookies().get("postroom-" + role);
        return cookie == null || cookie.getValue().isEmpty() ? null : cookie.getValue();
    }

    /// Out of reach of scripts, never sent by a foreign page, and only to the calls of its role.
    private static String cookie(Role role, String value, long seconds) {
        return "postroom-" + role + "=" + value + "; Path=/api/auth/" + role + "s; Max-Age=" + seconds
                + "; HttpOnly; Secure; SameSite=Strict";
    }
}
