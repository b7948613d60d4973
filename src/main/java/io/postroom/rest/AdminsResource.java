package io.postroom.rest;

import io.postroom.people.People;
import io.postroom.protocol.Ids;
import io.postroom.protocol.Person;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/// Admins, written by the system that owns them.
@Path("/api/admins")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RunOnVirtualThread
public class AdminsResource {
    private final Gate gate;
    private final People people;

    AdminsResource(Gate gate, People people) {
        this.gate = gate;
        this.people = people;
    }

    @PUT
    @Path("{id}")
    public Response put(@PathParam("id") String id, @Nullable String body) {
        gate.admin();
        Person person = PersonBody.read(Ids.parse(id, "id"), body);
        return Response.status(people.putAdmin(person) ? 201 : 200)
                .entity(person)
                .build();
    }
}
