package dev.ambit.cedar.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ambit.cedar.AnyValue;
import dev.ambit.cedar.authorize.Request;
import dev.ambit.cedar.json.JsonWriter;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.RecordValue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class RequestJsonTest {
    private static final String SCHEMA = """
            entity User;
            entity Color enum ["red", "green"];
            entity Photo;
            action view appliesTo { principal: [User], resource: [Photo, Color], context: { from: ipaddr, friend?: User } };
            action all;
            """;

    @Test
    void a_request_is_read_with_or_without_a_context() throws InvalidInput {
        var bare = Request.of(EntityUid.of("User", "a"), EntityUid.of("Action", "view"), EntityUid.of("Photo", "p"));

        assertThat(read("""
                {"principal": {"type": "User", "id": "a"}, "action": {"type": "Action", "id": "view"},
                 "resource": {"__entity": {"type": "Photo", "id": "p"}}}""")).isEqualTo(bare);
        assertThat(read("""
                {"context": {"from": {"__extn": {"fn": "ip", "arg": "::1"}}}, "principal": {"type": "User", "id": "a"},
                 "action": {"type": "Action", "id": "view"}, "resource": {"type": "Photo", "id": "p"}}""").context())
                .hasToString("{\"from\": ip(\"::1\")}");
    }

    @Test
    void a_schema_says_what_json_leaves_out() throws InvalidInput {
        assertThat(readTyped("""
                {"principal": {"type": "User", "id": "a"}, "action": {"type": "Action", "id": "view"},
                 "resource": {"type": "Photo", "id": "p"},
                 "context": {"from": "::1", "friend": {"type": "User", "id": "b"}}}""").context())
                .hasToString("{\"friend\": User::\"b\", \"from\": ip(\"::1\")}");
    }

    @Test
    void every_mistake_of_a_request_is_told_at_once() {
        assertThat(refusal("""
                {"principle": {"type": "User", "id": "a"}, "action": "view",
                 "resource": {"type": "Photo"}, "context": []}""")).hasMessage("""
                <input>:1:1: the request lacks field `principal`
                <input>:1:15: the request has no field `principle`. Did you mean `principal`?
                <input>:1:54: `action` must be an object, found a string
                <input>:2:14: `resource` lacks field `id`
                <input>:2:44: the context must be an object, found an array""");
        assertThat(refusal("[]")).hasMessage("<input>:1:1: the request must be an object, found an array");
    }

    @Test
    void whatever_does_not_fit_the_schema_is_told_at_once() {
        assertThat(refusalTyped("""
                {"principal": {"type": "Usr", "id": "a"}, "action": {"type": "Action", "id": "view"},
                 "resource": {"type": "Color", "id": "rot"}, "context": {"fron": "::1", "friend": "b"}}""")).hasMessage("""
                <input>:1:15: principal `Usr::"a"` has type `Usr`, to which action `Action::"view"` does not apply. Did you mean `User`?
                <input>:2:14: `Color::"rot"` is none of the entities the schema lists for `Color`
                <input>:2:57: the context lacks the attribute `from` of type `ipaddr`, which the schema requires
                <input>:2:66: the context has the attribute `fron`, which the schema does not know. Did you mean `from`?
                <input>:2:83: attribute `friend` is a string, expected a value of type `User`""");
    }

    @Test
    void an_action_must_be_declared_and_apply() {
        assertThat(refusalTyped("""
                {"principal": {"type": "User", "id": "a"}, "action": {"type": "Action", "id": "veiw"},
                 "resource": {"type": "Photo", "id": "p"}}""")).hasMessage(
                "<input>:1:54: action `Action::\"veiw\"` is not in the schema. Did you mean `view`?");
        assertThat(refusalTyped("""
                {"principal": {"type": "User", "id": "a"}, "action": {"type": "User", "id": "view"},
                 "resource": {"type": "Photo", "id": "p"}}""")).hasMessage(
                "<input>:1:54: action `User::\"view\"` is not in the schema");
        assertThat(refusalTyped("""
                {"principal": {"type": "User", "id": "a"}, "action": {"type": "Action", "id": "all"},
                 "resource": {"type": "Photo", "id": "p"}}""")).hasMessage(
                """
                <input>:1:15: principal `User::"a"` has type `User`, to which action `Action::"all"` does not apply
                <input>:2:14: resource `Photo::"p"` has type `Photo`, to which action `Action::"all"` does not apply""");
    }

    @Test
    void a_missing_context_must_be_allowed_to_be_empty() {
        assertThat(refusalTyped("""
                {"principal": {"type": "User", "id": "a"}, "action": {"type": "Action", "id": "view"},
                 "resource": {"type": "Photo", "id": "p"}}""")).hasMessage(
                "<input>:1:1: the context lacks the attribute `from` of type `ipaddr`, which the schema requires");
    }

    @Test
    void a_context_is_a_record() throws InvalidInput {
        var schema = Schema.parse(Source.of(SCHEMA));
        var view = EntityUid.of("Action", "view");

        assertThat(ContextJson.read(Source.of("{}"))).isEqualTo(RecordValue.EMPTY);
        assertThat(ContextJson.read(Source.of("{\"from\": \"::1\"}"), schema, view)).hasToString(
                "{\"from\": ip(\"::1\")}");
        assertThat(catchThrowableOfType(InvalidInput.class, () -> ContextJson.read(Source.of(
                "{\"__extn\": {\"fn\": \"ip\", \"arg\": \"::1\"}}"))))
                .hasMessage("<input>:1:1: the context is of type `ipaddr`, expected a record");
        assertThat(catchThrowableOfType(InvalidInput.class, () -> ContextJson.read(Source.of("{}"), schema,
                EntityUid.of("Action", "edit")))).hasMessage(
                        "<input>:1:1: action `Action::\"edit\"` is not in the schema");
    }

    @RepeatedTest(200)
    void what_is_written_is_read_back(RepetitionInfo run) throws InvalidInput {
        var random = new SplittableRandom(run.getCurrentRepetition());
        var request = new Request(AnyValue.uid(random), AnyValue.uid(random), AnyValue.uid(random),
                AnyValue.record(random, 3));

        assertThat(read(JsonWriter.compact(RequestJson.write(request)))).isEqualTo(request);
        assertThat(ContextJson.read(Source.of(ContextJson.write(request.context()).toString()))).isEqualTo(request
                .context());
    }

    private static Request read(String json) throws InvalidInput {
        return RequestJson.read(Source.of(json));
    }

    private static Request readTyped(String json) throws InvalidInput {
        return RequestJson.read(Source.of(json), Schema.parse(Source.of(SCHEMA)));
    }

    private static InvalidInput refusal(String json) {
        return catchThrowableOfType(InvalidInput.class, () -> read(json));
    }

    private static InvalidInput refusalTyped(String json) {
        return catchThrowableOfType(InvalidInput.class, () -> readTyped(json));
    }
}
