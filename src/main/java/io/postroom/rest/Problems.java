package io.postroom.rest;

import com.mongodb.MongoException;
import io.postroom.people.RateLimited;
import io.postroom.protocol.ErrorCode;
import io.postroom.protocol.Refusal;
import io.postroom.store.StoreFailures;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/// The one mapping from what went wrong to an answer. What is not expected says nothing of itself to the caller.
final class Problems {
    private static final Logger LOG = Logger.getLogger(Problems.class);
    /// Seconds after which coming again makes sense where nothing better is known: an election takes some.
    private static final long RETRY_AFTER = 2;

    @ServerExceptionMapper
    Response refused(Refusal refusal) {
        Problem problem = Problem.of(refusal);
        Response.ResponseBuilder response =
                Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
        switch (refusal.code()) {
            case RATE_LIMITED, UNAVAILABLE -> response.header(HttpHeaders.RETRY_AFTER, retryAfter(refusal));
            case UNAUTHORIZED -> response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            case INVALID, FORBIDDEN, NOT_FOUND, CONFLICT, TOO_LARGE, INTERNAL -> {}
        }
        return response.build();
    }

    @ServerExceptionMapper
    Response away(MongoException failure) {
        return refused(StoreFailures.unavailable(failure));
    }

    @ServerExceptionMapper
    Response unauthenticated(AuthenticationFailedException failure) {
        return unauthenticated(authentication(failure));
    }

    @ServerExceptionMapper
    Response unauthenticated(UnauthorizedException failure) {
        return unauthenticated(authentication(failure));
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException failure) {
        return refused(Refusal.forbidden("this is not allowed to you"));
    }

    @ServerExceptionMapper
    Response http(WebApplicationException failure) {
        Response answer = failure.getResponse();
        int status = answer.getStatus();
        if (status >= 500) {
            return unexpected(failure);
        }
        if (status < 400) {
            return answer;
        }
        ErrorCode code = switch (status) {
            case 401 -> ErrorCode.UNAUTHORIZED;
            case 403 -> ErrorCode.FORBIDDEN;
            case 404 -> ErrorCode.NOT_FOUND;
            case 413 -> ErrorCode.TOO_LARGE;
            case 429 -> ErrorCode.RATE_LIMITED;
            default -> ErrorCode.INVALID;
        };
        String detail = answer.getStatusInfo().getReasonPhrase();
        Response.ResponseBuilder response = Response.status(status)
                .type(Problem.MEDIA_TYPE)
                .entity(new Problem(status, Problem.title(code), detail, code, null));
        String allowed = answer.getHeaderString(HttpHeaders.ALLOW);
        return allowed == null
                ? response.build()
                : response.header(HttpHeaders.ALLOW, allowed).build();
    }

    @ServerExceptionMapper
    Response unexpected(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return switch (cause) {
            case Refusal refusal -> refused(refusal);
            case MongoException away -> away(away);
            case AuthenticationFailedException wrong -> unauthenticated(wrong);
            default -> {
                LOG.error("A request could not be handled", cause);
                yield refused(new Refusal(ErrorCode.INTERNAL, "something went wrong here", null));
            }
        };
    }

    /// The text with which the token was refused, where it was one of ours.
    private static Refusal authentication(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refusal;
            }
        }
        return Refusal.unauthorized("the token is not valid");
    }

    /// Who opens a socket often sees the headers alone: they say why too.
    private Response unauthenticated(Refusal refusal) {
        Response answer = refused(refusal);
        if (refusal.code() == ErrorCode.UNAUTHORIZED) {
            answer.getHeaders()
                    .putSingle(
                            HttpHeaders.WWW_AUTHENTICATE,
                            "Bearer error=\"invalid_token\", error_description=\""
                                    + refusal.getMessage().replace('"', '\'') + '"');
        }
        return answer;
    }

    private static long retryAfter(Refusal refusal) {
        return refusal instanceof RateLimited limited ? limited.retryAfter().toSeconds() : RETRY_AFTER;
    }
}
