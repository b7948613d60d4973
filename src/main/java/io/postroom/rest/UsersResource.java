package io.postroom.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.postroom.identity.Caller;
import io.postroom.order.Orders;
import io.postroom.people.Inboxes;
import io.postroom.people.Inboxes.InboxSummary;
import io.postroom.people.People;
import io.postroom.protocol.Ids;
import io.postroom.protocol.Order;
import io.postroom.protocol.Person;
import io.postroom.protocol.Refusal;
import io.postroom.protocol.ReportMessage;
import io.postroom.store.Page;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Users: admins look for them, each user sees the own entry, and the system that owns them writes them here.
@Path("/api/users")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RunOnVirtualThread
public class UsersResource {
    private static final InboxSummary EMPTY = new InboxSummary(0, null);

    private final Gate gate;
    private final People people;
    private final Orders orders;
    private final Inboxes inboxes;

    /// A user, and what is in the inbox where that was asked for.
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record UserEntry(
            @JsonProperty("_id") String id,
            String name,
            String email,
            @Nullable Long unread,
            @Nullable ReportMessage last) {}

    /// `next` is null at the end.
    @RegisterForReflection
    public record UserPage(List<UserEntry> users, @Nullable String next) {}

    @RegisterForReflection
    public record OrdersOfUser(List<Order> orders) {}

    UsersResource(Gate gate, People people, Orders orders, Inboxes inboxes) {
        this.gate = gate;
        this.people = people;
        this.orders = orders;
        this.inboxes = inboxes;
    }

    @GET
    public UserPage search(
            @QueryParam("q") @Nullable String q,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("with") @Nullable String with,
            @Context UriInfo uri) {
        gate.admin();
        QueryValues.once(uri, "q", "limit", "cursor", "with");
        QueryValues.filled(uri, "limit", "cursor", "with");
        if (with != null && !with.equals("inbox")) {
            throw Refusal.invalid("with", "with must be inbox or left out");
        }
        Page<Person> page = people.searchUsers(q, cursor, QueryValues.limit(limit));
        if (with == null) {
            return new UserPage(
                    page.items().stream().map(user -> entry(user, null)).toList(), page.next());
        }
        Map<String, InboxSummary> summaries =
                inboxes.of(page.items().stream().map(Person::id).toList());
        return new UserPage(
                page.items().stream()
                        .map(user -> entry(user, summaries.getOrDefault(user.id(), EMPTY)))
                        .toList(),
                page.next());
    }

    @GET
    @Path("{id}")
    public Person user(@PathParam("id") String id) {
        return people.user(gate.ownOrAdmin(id, "id")).orElseThrow(() -> Refusal.notFound("no such user"));
    }

    @GET
    @Path("{id}/orders")
    public OrdersOfUser orders(@PathParam("id") String id) {
        String userId = gate.ownOrAdmin(id, "id");
        Caller caller = gate.caller();
        if (caller.isAdmin() && people.user(userId).isEmpty()) {
            throw Refusal.notFound("no such user");
        }
        return new OrdersOfUser(orders.ofUser(userId));
    }

    @PUT
    @Path("{id}")
    public Response put(@PathParam("id") String id, @Nullable String body) {
        gate.admin();
        Person person = PersonBody.read(Ids.parse(id, "id"), body);
        return Response.status(people.putUser(person) ? 201 : 200)
                .entity(person)
                .build();
    }

    private static UserEntry entry(Person user, @Nullable InboxSummary inbox) {
        return new UserEntry(
                user.id(),
                user.name(),
                user.email(),
                inbox == null ? null : inbox.unread(),
                inbox == null ? null : inbox.last());
    }
}
