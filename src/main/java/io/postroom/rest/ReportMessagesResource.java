package io.postroom.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postroom.identity.Caller;
import io.postroom.protocol.Frames;
import io.postroom.protocol.Ids;
import io.postroom.protocol.Refusal;
import io.postroom.protocol.ReportMessage;
import io.postroom.protocol.Status;
import io.postroom.report.Inbox;
import io.postroom.report.Receipt;
import io.postroom.report.Receipts;
import io.postroom.report.Sending;
import io.postroom.report.Sent;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Report messages over REST: the same use cases as over the sockets. The caller is authorised before anything of the
/// request is looked at.
@Path("/api/report-messages")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ReportMessagesResource {
    private static final Logger LOG = Logger.getLogger(ReportMessagesResource.class);

    private final Gate gate;
    private final Inbox inbox;
    private final Sending sending;
    private final Receipts receipts;

    /// The answer to "mark as read"; `readAt` is missing if nothing was.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ReadAnswer(boolean success, @Nullable Instant readAt, long seq, long unread) {
        static ReadAnswer of(Receipt receipt) {
            return new ReadAnswer(true, receipt.readAt(), receipt.seq(), receipt.unread());
        }
    }

    ReportMessagesResource(Gate gate, Inbox inbox, Sending sending, Receipts receipts) {
        this.gate = gate;
        this.inbox = inbox;
        this.sending = sending;
        this.receipts = receipts;
    }

    @GET
    @Path("user/{userId}")
    public Inbox.Page inbox(
            @PathParam("userId") String userId,
            @QueryParam("before") @Nullable String before,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("unread") @Nullable String unread,
            @QueryParam("status") @Nullable String status,
            @QueryParam("q") @Nullable String text,
            @Context UriInfo uri) {
        String room = gate.ownOrAdmin(userId, "userId");
        QueryValues.once(uri, "before", "limit", "unread", "status", "q");
        QueryValues.filled(uri, "before", "limit", "unread", "status");
        return inbox.page(
                room,
                new Inbox.Query(
                        QueryValues.number("before", before),
                        QueryValues.limit(limit),
                        QueryValues.flag("unread", unread),
                        status == null ? null : Status.parse(status),
                        text));
    }

    @GET
    @Path("{id}")
    public ReportMessage message(@PathParam("id") String id) {
        Caller caller = gate.caller();
        String messageId = Ids.parse(id, "id");
        ReportMessage message = inbox.message(messageId).orElseThrow(() -> Refusal.notFound("no such message"));
        if (!caller.isAdmin() && !message.userId().id().equals(caller.id())) {
            throw Refusal.notFound("no such message");
        }
        return message;
    }

    @GET
    @Path("sent")
    public Inbox.SentPage sent(
            @QueryParam("before") @Nullable String before,
            @QueryParam("limit") @Nullable String limit,
            @Context UriInfo uri) {
        Caller caller = gate.admin();
        QueryValues.once(uri, "before", "limit");
        QueryValues.filled(uri, "before", "limit");
        return inbox.sent(caller.id(), before == null ? null : Ids.parse(before, "before"), QueryValues.limit(limit));
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    public Response send(@Context HttpServerRequest request, @Nullable String body) {
        Caller caller = gate.admin();
        // As it came: a parameter of this method could not tell an empty one from none.
        String key = request.getHeader("Idempotency-Key");
        Sent sent;
        try {
            sent = sending.send(caller, Frames.decodeDraft(Body.limited(body), key))
                    .join();
        } catch (Refusal e) {
            throw notStored(caller, e);
        } catch (CompletionException e) {
            if (e.getCause() instanceof Refusal refusal) {
                throw notStored(caller, refusal);
            }
            throw e;
        }
        return Response.status(sent.repeated() ? 200 : 201)
                .entity("{\"success\":true,\"message\":" + sent.message() + "}")
                .build();
    }

    /// As on a socket: who has sent and sees nothing looks for it in the log.
    private static Refusal notStored(Caller caller, Refusal refusal) {
        LOG.infof("Report message not stored: %s %s, %s", caller.role(), caller.id(), refusal.told());
        return refusal;
    }

    @POST
    @Path("{id}/read")
    @Consumes(MediaType.WILDCARD)
    public ReadAnswer read(@PathParam("id") String id) {
        Caller caller = gate.user();
        return ReadAnswer.of(receipts.read(caller.id(), Ids.parse(id, "id"), "id"));
    }

    @POST
    @Path("user/{userId}/read")
    @Consumes(MediaType.WILDCARD)
    public ReadAnswer readAll(@PathParam("userId") String userId, @Nullable String body) {
        String room = gate.own(userId, "userId");
        Long upTo = Frames.decodeUpTo(Body.limited(body));
        return ReadAnswer.of(receipts.readAll(room, upTo == null ? Long.MAX_VALUE : upTo));
    }
}
