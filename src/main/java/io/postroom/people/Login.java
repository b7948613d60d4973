package io.postroom.people;

import io.postroom.identity.OwnTokens;
import io.postroom.identity.Role;
import io.postroom.protocol.Person;
import io.postroom.protocol.Refusal;
import io.postroom.store.Indexed;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.bson.types.ObjectId;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The service's own login, per role. Everything it must remember is in the store, so it holds over all replicas. All
/// calls block; all but [#on()] are refused as `notFound` where the login is off.
@Singleton
public final class Login implements Indexed {
    private static final Logger LOG = Logger.getLogger(Login.class);

    private final People people;
    private final Passwords passwords;
    private final Attempts attempts;
    private final Families families;
    private final OwnTokens tokens;
    private final Instance<SessionsEnded> listeners;
    private final Clock clock;

    /// What a login or a refresh gives: the access token, and the refresh token for the next one.
    public record Session(String accessToken, Instant expiresAt, Role role, String id, String refreshToken) {}

    Login(
            People people,
            Passwords passwords,
            Attempts attempts,
            Families families,
            OwnTokens tokens,
            Instance<SessionsEnded> listeners,
            Clock clock) {
        this.people = people;
        this.passwords = passwords;
        this.attempts = attempts;
        this.families = families;
        this.tokens = tokens;
        this.listeners = listeners;
        this.clock = clock;
    }

    /// How long a refresh token lives.
    public static Duration refreshLife() {
        return Families.LIFE;
    }

    public boolean on() {
        return tokens.on();
    }

    @Override
    public void ensureIndexes() {
        attempts.ensureIndexes();
        families.ensureIndexes();
    }

    /// Unknown email and wrong password are one and the same `unauthorized`, in text and time; after too many wrong
    /// ones even the right password is [RateLimited].
    ///
    /// @param address where the caller comes from, behind trusted proxies
    public Session login(Role role, String email, String password, String address) {
        refuseIfOff();
        ObjectId attempt = attempts.enter(role, email, address);
        Optional<Directory.Account> account;
        boolean right;
        try {
            account = people.directory(role).account(email);
            right = passwords.matches(
                    password, account.map(Directory.Account::hash).orElse(null));
        } catch (RuntimeException e) {
            attempts.forget(attempt);
            throw e;
        }
        if (account.isEmpty() || !right) {
            attempts.wrong(attempt);
            LOG.infof(
                    "Login refused: %s %s",
                    role, account.map(known -> known.person().id()).orElse("unknown"));
            throw Refusal.unauthorized("email or password is wrong");
        }
        attempts.right(attempt);
        Person person = account.get().person();
        Families.Member member = families.begin(role, person.id());
        LOG.infof("Logged in: %s %s", role, person.id());
        return session(member, person, families.token(member));
    }

    /// Spends a refresh token for a new pair of tokens.
    public Session refresh(Role role, @Nullable String token) {
        refuseIfOff();
        if (token == null) {
            throw Refusal.unauthorized("a refresh token is required");
        }
        return switch (families.use(role, token)) {
            case Families.Use.Renewed(Families.Member member, String next) -> {
                Optional<Person> person = people.directory(role).find(member.person());
                if (person.isEmpty()) {
                    end(member.family());
                    throw Refusal.unauthorized("the refresh token is not valid");
                }
                yield session(member, person.get(), next);
            }
            case Families.Use.Ended(Families.Member member) -> {
                LOG.warnf("A spent refresh token came again: login ended, %s %s", role, member.person());
                tell(member.family());
                throw Refusal.unauthorized("the refresh token is not valid");
            }
            case Families.Use.Unknown unknown -> throw Refusal.unauthorized("the refresh token is not valid");
        };
    }

    /// Ends the login of a refresh token, whatever it is; then everybody who holds sockets of it is told.
    public void logout(Role role, @Nullable String token) {
        refuseIfOff();
        if (token != null) {
            families.family(role, token).ifPresent(this::end);
        }
    }

    private void end(String family) {
        families.end(family);
        tell(family);
    }

    private void tell(String family) {
        listeners.forEach(listener -> listener.ended(family));
    }

    private Session session(Families.Member member, Person person, String refreshToken) {
        OwnTokens.Issued issued =
                tokens.issue(person.id(), member.role(), person.name(), member.family(), clock.instant());
        return new Session(issued.token(), issued.expiresAt(), member.role(), person.id(), refreshToken);
    }

    private void refuseIfOff() {
        if (!on()) {
            throw Refusal.notFound("this installation has no login of its own");
        }
    }
}
