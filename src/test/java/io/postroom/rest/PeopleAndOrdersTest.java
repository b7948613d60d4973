package io.postroom.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.mongodb.client.model.Filters;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PeopleAndOrdersTest extends RestTest {
    @Test
    void aUserSeesTheOwnEntryAndNothingElseOfItLeavesTheStore() {
        String id = user("Anna", "anna@own.example");
        user(id).get("/api/users/" + id)
                .then()
                .statusCode(200)
                .body("", equalTo(Map.of("_id", id, "name", "Anna", "email", "anna@own.example")));
    }

    @Test
    void anIdInUpperCaseIsTheSameIdAndAnsweredInLowerCase() {
        String id = user("Upper", "upper@own.example");
        user(id).get("/api/users/" + id.toUpperCase(Locale.ROOT))
                .then()
                .statusCode(200)
                .body("_id", equalTo(id));
    }

    @Test
    void aUserSeesNoOtherUserKnownOrNot() {
        String other = user("Other", "other@own.example");
        refused(user(id()).get("/api/users/" + other).then(), 403, "forbidden");
        refused(user(id()).get("/api/users/" + id()).then(), 403, "forbidden");
        refused(user(id()).get("/api/users/" + other + "/orders").then(), 403, "forbidden");
    }

    @Test
    void anAdminSeesAnyUserAndAnUnknownOneIsNotFound() {
        String id = user("Seen", "seen@own.example");
        admin().get("/api/users/" + id).then().statusCode(200).body("name", equalTo("Seen"));
        refused(admin().get("/api/users/" + id()).then(), 404, "notFound");
    }

    @Test
    void anIdThatIsNoneIsInvalid() {
        refused(admin().get("/api/users/nobody").then(), 400, "invalid", "id");
        refused(user(id()).get("/api/users/nobody").then(), 400, "invalid", "id");
        refused(user(id()).get("/api/users/nobody/orders").then(), 400, "invalid", "id");
    }

    @Test
    void aListOfUsersIsNewestFirstAndGoesOnAtItsCursor() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.addFirst(user("Pagina " + i, "page" + i + "@list.example"));
        }
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            Response page = admin().queryParam("q", "PAGINA")
                    .queryParam("limit", 2)
                    .queryParams(cursor == null ? Map.of() : Map.of("cursor", cursor))
                    .get("/api/users");
            page.then().statusCode(200).body("$", hasKey("next"));
            List<String> ids = page.path("users._id");
            seen.addAll(ids);
            cursor = page.path("next");
        } while (cursor != null);
        assertThat(seen).isEqualTo(made);
    }

    @Test
    void aSearchFindsPartsOfNameAndEmailInAnyCaseAndTakesThemLiterally() {
        String id = user("Zoë (VIP) Öster", "zoe.o+x@literal.example");
        for (String q : List.of("zoë", "(vip)", "ZOE.O+X@", "literal.EXAMPLE")) {
            admin().queryParam("q", q).get("/api/users").then().body("users._id", contains(id));
        }
        admin().queryParam("q", "zoe.*literal").get("/api/users").then().body("users", equalTo(List.of()));
    }

    @Test
    void aUserInAListHasNoInboxUnlessItIsAskedFor() {
        String id = user("Inboxless", "inboxless@list.example");
        admin().queryParam("q", "inboxless")
                .get("/api/users")
                .then()
                .body("users[0]", equalTo(Map.of("_id", id, "name", "Inboxless", "email", "inboxless@list.example")));
        admin().queryParam("q", "inboxless")
                .queryParam("with", "inbox")
                .get("/api/users")
                .then()
                .body("users[0].unread", equalTo(0))
                .body("users[0]", not(hasKey("last")));
        admin().body(Map.of("userId", id, "title", "Hello", "message", "There", "status", "Info"))
                .post("/api/report-messages")
                .then()
                .statusCode(201);
        admin().queryParam("q", "inboxless")
                .queryParam("with", "inbox")
                .get("/api/users")
                .then()
                .body("users[0].unread", equalTo(1))
                .body("users[0].last.title", equalTo("Hello"))
                .body("next", nullValue());
    }

    @Test
    void badQueriesAreInvalidWithTheirField() {
        for (String limit : List.of("0", "101", "-1", "ten", "1.5", "")) {
            refused(admin().queryParam("limit", limit).get("/api/users").then(), 400, "invalid", "limit");
            refused(admin().queryParam("limit", limit).get("/api/orders").then(), 400, "invalid", "limit");
        }
        for (String cursor : List.of("nonsense", "a:b", "%%%", "MTox", "")) {
            refused(admin().queryParam("cursor", cursor).get("/api/users").then(), 400, "invalid", "cursor");
            refused(admin().queryParam("cursor", cursor).get("/api/orders").then(), 400, "invalid", "cursor");
        }
        refused(admin().queryParam("with", "").get("/api/users").then(), 400, "invalid", "with");
        refused(admin().queryParam("with", "all").get("/api/users").then(), 400, "invalid", "with");
        refused(admin().queryParam("q", "x".repeat(201)).get("/api/users").then(), 400, "invalid", "q");
    }

    @Test
    void aUserIsMadeAndChangedByTheOwningSystemAndKeepsThePassword() {
        String id = id();
        admin().body("{\"name\":\"New\",\"email\":\"new@put.example\",\"role\":\"ignored\"}")
                .put("/api/users/" + id)
                .then()
                .statusCode(201)
                .body("", equalTo(Map.of("_id", id, "name", "New", "email", "new@put.example")));
        Document made = collection("users").find(Filters.eq(new ObjectId(id))).first();
        assertThat(made).containsKeys("createdAt", "updatedAt", "__v").doesNotContainKeys("role", "password");

        String known = user("Known", "known@put.example");
        admin().get("/api/users/" + known).then().body("name", equalTo("Known"));
        Document before =
                collection("users").find(Filters.eq(new ObjectId(known))).first();
        admin().body(Map.of("name", "Renamed", "email", "renamed@put.example"))
                .put("/api/users/" + known)
                .then()
                .statusCode(200);
        Document after =
                collection("users").find(Filters.eq(new ObjectId(known))).first();
        assertThat(after.get("password")).isEqualTo(before.get("password"));
        assertThat(after.get("createdAt")).isEqualTo(before.get("createdAt"));
        admin().get("/api/users/" + known).then().body("name", equalTo("Renamed"));
    }

    @Test
    void anAdminIsMadeAndChangedByTheOwningSystem() {
        String id = id();
        Map<String, String> body = Map.of("name", "Ada", "email", "ada@put.example");
        admin().body(body).put("/api/admins/" + id).then().statusCode(201).body("_id", equalTo(id));
        admin().body(body).put("/api/admins/" + id).then().statusCode(200);
        refused(user(id).body(body).put("/api/admins/" + id).then(), 403, "forbidden");
        refused(admin().body(body).put("/api/admins/x").then(), 400, "invalid", "id");
    }

    @Test
    void aPersonThatDoesNotFitIsInvalidWithTheFieldAtFault() {
        Map<String, String> bodies = Map.of(
                "{\"email\":\"a@b\"}", "name",
                "{\"name\":\"\",\"email\":\"a@b\"}", "name",
                "{\"name\":\"  \",\"email\":\"a@b\"}", "name",
                "{\"name\":{\"$ne\":null},\"email\":\"a@b\"}", "name",
                "{\"name\":null,\"email\":\"a@b\"}", "name",
                "{\"name\":\"A\"}", "email",
                "{\"name\":\"A\",\"email\":7}", "email",
                "{\"name\":\"A\",\"email\":[\"a@b\"]}", "email");
        bodies.forEach((body, field) -> {
            refused(admin().body(body).put("/api/users/" + id()).then(), 400, "invalid", field);
            refused(admin().body(body).put("/api/admins/" + id()).then(), 400, "invalid", field);
        });
    }

    @Test
    void whatIsNotAJsonObjectIsInvalid() {
        for (String body : List.of(
                "", "null", "[]", "7", "\"x\"", "{", "{}{}", "{\"name\":\"a\",\"name\":\"b\"}", "[".repeat(5000))) {
            refused(admin().body(body).put("/api/users/" + id()).then(), 400, "invalid");
        }
    }

    @Test
    void anOrderIsMadeAndChangedAndWhatIsLeftOutGoes() {
        String user = user("Buyer", "buyer@order.example");
        String id = id();
        admin().body("{\"userId\":\"%s\",\"paymentId\":\"P1\",\"invoiceId\":\"I1\",\"status\":\"Paid\",\"total\":19.9}"
                        .formatted(user.toUpperCase(Locale.ROOT)))
                .put("/api/orders/" + id)
                .then()
                .statusCode(201)
                .body("_id", equalTo(id))
                .body("userId", equalTo(user))
                .body("paymentId", equalTo("P1"))
                .body("total", equalTo(19.9f))
                .body("createdAt", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"));
        collection("orders").updateOne(Filters.eq(new ObjectId(id)), new Document("$set", new Document("own", 1)));
        String made = admin().get("/api/orders/" + id).path("createdAt");
        admin().body("{\"userId\":\"%s\",\"invoiceId\":\"\",\"status\":\"Sent\",\"total\":20}".formatted(user))
                .put("/api/orders/" + id)
                .then()
                .statusCode(200)
                .body("status", equalTo("Sent"))
                .body("total", equalTo(20))
                .body("createdAt", equalTo(made))
                .body("$", not(hasKey("paymentId")))
                .body("$", not(hasKey("invoiceId")));
        assertThat(collection("orders").find(Filters.eq(new ObjectId(id))).first())
                .containsEntry("own", 1);
        admin().get("/api/orders/" + id).then().statusCode(200).body("status", equalTo("Sent"));
        user(user).get("/api/users/" + user + "/orders").then().statusCode(200).body("orders._id", contains(id));
    }

    @Test
    void anOrderOfAnUnknownUserIsNotFound() {
        refused(
                admin().body("{\"userId\":\"%s\",\"status\":\"Paid\",\"total\":1}".formatted(id()))
                        .put("/api/orders/" + id())
                        .then(),
                404,
                "notFound");
        refused(admin().get("/api/orders/" + id()).then(), 404, "notFound");
        refused(admin().get("/api/users/" + id() + "/orders").then(), 404, "notFound");
        refused(admin().get("/api/orders/x").then(), 400, "invalid", "id");
    }

    @Test
    void anOrderThatDoesNotFitIsInvalidWithTheFieldAtFault() {
        String user = user("Faulty", "faulty@order.example");
        String good = "{\"userId\":\"" + user + "\",\"status\":\"Paid\",\"total\":1";
        Map<String, String> bodies = Map.of(
                "{\"status\":\"Paid\",\"total\":1}",
                "userId",
                "{\"userId\":\"x\",\"status\":\"Paid\",\"total\":1}",
                "userId",
                "{\"userId\":{\"$ne\":null},\"status\":\"Paid\",\"total\":1}",
                "userId",
                "{\"userId\":\"" + user + "\",\"total\":1}",
                "status",
                "{\"userId\":\"" + user + "\",\"status\":\"Paid\"}",
                "total",
                "{\"userId\":\"" + user + "\",\"status\":\"Paid\",\"total\":\"1\"}",
                "total",
                "{\"userId\":\"" + user + "\",\"status\":\"Paid\",\"total\":1e999}",
                "total",
                good + ",\"paymentId\":7}",
                "paymentId",
                good + ",\"invoiceId\":\"" + "x".repeat(201) + "\"}",
                "invoiceId");
        bodies.forEach((body, field) ->
                refused(admin().body(body).put("/api/orders/" + id()).then(), 400, "invalid", field));
    }

    @Test
    void aSearchFindsOrdersByPartsOfTheirIdsAndTheirStatus() {
        String user = user("Searcher", "searcher@order.example");
        String id = id();
        admin().body(
                        "{\"userId\":\"%s\",\"paymentId\":\"PAY-ä1\",\"invoiceId\":\"INV-zz9\",\"status\":\"Odd\",\"total\":1}"
                                .formatted(user))
                .put("/api/orders/" + id)
                .then()
                .statusCode(201);
        for (String q : List.of("pay-ä", "inv-ZZ", "odd", id, id.toUpperCase(Locale.ROOT), id.substring(8))) {
            admin().queryParam("q", q).get("/api/orders").then().statusCode(200).body("orders._id", hasItem(id));
        }
    }

    @Test
    void listsAreForAdmins() {
        for (String path : List.of("/api/users", "/api/orders", "/api/orders/" + id())) {
            refused(user(id()).get(path).then(), 403, "forbidden");
        }
    }
}
