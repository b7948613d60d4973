package io.postroom.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import com.mongodb.client.MongoCollection;
import io.postroom.faults.ServiceStore;
import io.postroom.faults.Tokens;
import io.quarkus.elytron.security.common.BcryptUtil;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import org.bson.types.ObjectId;

/// What the tests of the REST door share: people in the store as the seed system wrote them, callers, and refusals.
abstract class RestTest {
    static final String ADMIN = "6500000000000000000000a1";

    static String id() {
        return new ObjectId().toHexString();
    }

    static RequestSpecification as(String token) {
        return given().auth().oauth2(token).contentType(ContentType.JSON);
    }

    static RequestSpecification admin() {
        return as(Tokens.admin(ADMIN));
    }

    static RequestSpecification user(String id) {
        return as(Tokens.user(id));
    }

    static void refused(ValidatableResponse response, int status, String code) {
        response.statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("code", equalTo(code))
                .body("title", notNullValue())
                .body("detail", notNullValue());
    }

    static void refused(ValidatableResponse response, int status, String code, String field) {
        refused(response, status, code);
        response.body("field", equalTo(field));
    }

    static MongoCollection<Document> collection(String name) {
        return ServiceStore.collection(name);
    }

    /// A person with a password, as a mongoose application stores one.
    static String person(String collection, String name, String email, String password) {
        String id = id();
        collection(collection)
                .insertOne(new Document("_id", new ObjectId(id))
                        .append("name", name)
                        .append("email", email)
                        .append(
                                "password",
                                "$2b$" + BcryptUtil.bcryptHash(password, 4).substring(4))
                        .append("createdAt", Date.from(Instant.now()))
                        .append("updatedAt", Date.from(Instant.now()))
                        .append("__v", 0));
        return id;
    }

    static String user(String name, String email) {
        return person("users", name, email, "secret");
    }
}
