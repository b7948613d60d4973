package io.postroom.socket;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.postroom.identity.Caller;
import io.postroom.identity.Callers;
import io.postroom.identity.Role;
import io.postroom.protocol.ErrorCode;
import io.postroom.protocol.Refusal;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.smallrye.mutiny.Uni;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jboss.logging.Logger;

/// Who may open which socket, decided before one exists: 503 when the replica is full or leaving, 401 without a good
/// token, 403 for the room or role of another, 429 for too many. Runs on the event loop.
@Singleton
public final class Upgrade implements HttpUpgradeCheck {
    private static final Logger LOG = Logger.getLogger(Upgrade.class);

    static final TypedKey<Caller> CALLER = new TypedKey<>("caller");
    static final TypedKey<Channel> CHANNEL = new TypedKey<>("channel");
    private static final Map<String, List<String>> COME_BACK = Map.of("Retry-After", List.of("1"));

    private final Callers callers;
    private final Sockets sockets;
    private final Counter full;
    private final Counter tooManyOfOne;

    Upgrade(Callers callers, Sockets sockets, MeterRegistry meters) {
        this.callers = callers;
        this.sockets = sockets;
        this.full = refusals("sockets", meters);
        this.tooManyOfOne = refusals("sockets-per-user", meters);
    }

    /// At a limit, by the name of its setting under `postroom.limits`.
    private static Counter refusals(String limit, MeterRegistry meters) {
        return Counter.builder("postroom.upgrades.refused")
                .description("upgrades refused at a limit")
                .tag("limit", limit)
                .register(meters);
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        if (sockets.leaving()) {
            return CheckResult.rejectUpgrade(503, COME_BACK);
        }
        if (sockets.full()) {
            full.increment();
            return CheckResult.rejectUpgrade(503, COME_BACK);
        }
        return context.securityIdentity()
                .map(identity -> decide(context, identity))
                .onFailure(AuthenticationFailedException.class)
                .recoverWithUni(failure -> isAnswered(context)
                        ? Uni.createFrom().nothing()
                        : Uni.createFrom().failure(failure));
    }

    /// The HTTP layer answers 401 itself where a token is not believed, as over REST; a second answer would only fail,
    /// with a stack trace in the log for everybody who knocks.
    private static boolean isAnswered(HttpUpgradeContext context) {
        return context.httpRequest().response().headWritten();
    }

    private CheckResult decide(HttpUpgradeContext context, SecurityIdentity identity) {
        Caller caller;
        try {
            caller = callers.of(identity);
        } catch (Refusal e) {
            if (e.code() == ErrorCode.FORBIDDEN) {
                return CheckResult.rejectUpgradeSync(403);
            }
            // To the same answer.
            throw new AuthenticationFailedException(e);
        }
        String owner = context.pathParam(caller.role() == Role.admin ? AdminSocket.ID : UserSocket.ID);
        if (owner == null || !owner.toLowerCase(Locale.ROOT).equals(caller.id())) {
            return ofAnother(caller);
        }
        if (sockets.tooManyOf(caller.id())) {
            tooManyOfOne.increment();
            return CheckResult.rejectUpgradeSync(429, COME_BACK);
        }
        context.userData().put(CALLER, caller);
        context.userData().put(CHANNEL, ((ConnectionBase) context.httpRequest().connection()).channel());
        Handshake.permitted(context, identity);
        return CheckResult.permitUpgradeSync();
    }

    /// Who asks is told whose token it is, and not what is behind the door.
    private static CheckResult ofAnother(Caller caller) {
        String why = "this socket is not the one of %s %s, whose token it is".formatted(caller.role(), caller.id());
        LOG.info("Refused: " + why);
        return CheckResult.rejectUpgradeSync(403, Map.of("Postroom-Refused", List.of(why)));
    }
}
