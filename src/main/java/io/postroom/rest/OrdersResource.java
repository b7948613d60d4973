package io.postroom.rest;

import io.postroom.order.Orders;
import io.postroom.people.People;
import io.postroom.protocol.ErrorCode;
import io.postroom.protocol.Ids;
import io.postroom.protocol.Order;
import io.postroom.protocol.Refusal;
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
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Orders: admins look for them, and the system that owns them writes them here.
@Path("/api/orders")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RunOnVirtualThread
public class OrdersResource {
    private static final int STATUS_MAX = 200;

    private final Gate gate;
    private final Orders orders;
    private final People people;
    private final Clock clock;

    /// `next` is null at the end.
    @RegisterForReflection
    public record OrderPage(List<Order> orders, @Nullable String next) {}

    OrdersResource(Gate gate, Orders orders, People people, Clock clock) {
        this.gate = gate;
        this.orders = orders;
        this.people = people;
        this.clock = clock;
    }

    @GET
    public OrderPage search(
            @QueryParam("q") @Nullable String q,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor,
            @Context UriInfo uri) {
        gate.admin();
        QueryValues.once(uri, "q", "limit", "cursor");
        QueryValues.filled(uri, "limit", "cursor");
        Page<Order> page = orders.search(q, cursor, QueryValues.limit(limit));
        return new OrderPage(page.items(), page.next());
    }

    @GET
    @Path("{id}")
    public Order order(@PathParam("id") String id) {
        gate.admin();
        return orders.find(Ids.parse(id, "id")).orElseThrow(() -> Refusal.notFound("no such order"));
    }

    @PUT
    @Path("{id}")
    public Response put(@PathParam("id") String id, @Nullable String body) {
        gate.admin();
        String orderId = Ids.parse(id, "id");
        Body fields = Body.of(body);
        String userId = Ids.parse(fields.text("userId"), "userId");
        Order order = new Order(
                orderId,
                userId,
                fields.reference("paymentId"),
                fields.reference("invoiceId"),
                fields.required("status", STATUS_MAX),
                fields.number("total"),
                clock.instant());
        if (people.user(userId).isEmpty()) {
            throw new Refusal(ErrorCode.NOT_FOUND, "no such user", "userId");
        }
        Orders.Put put = orders.put(order);
        return Response.status(put.isNew() ? 201 : 200).entity(put.order()).build();
    }
}
