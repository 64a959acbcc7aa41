package dev.ambit.server.pip.ssf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonReader;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import dev.ambit.server.pip.Rejected;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What events and their subjects have to look like.
class EventShapeTest {
    private static final String EMAIL = "{\"format\": \"email\", \"email\": \"a@acme.example\"}";

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            caep/session-revoked | {} |
            caep/session-revoked | {"event_timestamp": 1795000000, "initiating_entity": "policy", "reason_admin": {"en": "over"}, "x": []} |
            caep/session-revoked | {"event_timestamp": "now"} | is not a time in seconds
            caep/session-revoked | {"reason_user": {"en": 1}} | is not an object with a text for each language
            caep/token-claims-change | {"claims": {"role": "x"}} |
            caep/token-claims-change | {"claims": "role"} | is not an object
            caep/token-claims-change | {} | has no `claims`
            caep/credential-change | {"credential_type": "x509", "change_type": "revoke", "x509_serial": "1"} |
            caep/credential-change | {"credential_type": "x509", "change_type": "revoke", "x509_serial": 1} | is not a text
            caep/credential-change | {"credential_type": "", "change_type": "revoke"} | has no `credential_type`
            caep/credential-change | {"credential_type": "x509"} | has no `change_type`
            caep/credential-change | {"credential_type": "x509", "change_type": "lost"} | is none of [create, delete, revoke, update]
            caep/assurance-level-change | {"namespace": "NIST-AAL", "current_level": "nist-aal2", "change_direction": "increase"} |
            caep/assurance-level-change | {"namespace": "NIST-AAL", "current_level": "nist-aal2", "change_direction": "up"} | is none of
            caep/assurance-level-change | {"current_level": "nist-aal2"} | has no `namespace`
            caep/device-compliance-change | {"previous_status": "compliant", "current_status": "not-compliant"} |
            caep/device-compliance-change | {"current_status": "not-compliant"} | has no `previous_status`
            caep/session-established | {"amr": ["pwd", "otp"], "acr": "x"} |
            caep/session-established | {"amr": "pwd"} | is not a list of texts
            caep/session-presented | {"ext_id": 7} | is not a text
            caep/risk-level-change | {"principal": "USER", "current_level": "LOW", "risk_reason": "why"} |
            caep/risk-level-change | {"principal": "USER", "current_level": "low"} | is none of [HIGH, LOW, MEDIUM]
            caep/risk-level-change | {"current_level": "LOW"} | has no `principal`
            risc/account-disabled | {"reason": "hijacking"} |
            risc/account-disabled | {"reason": 1} | is not a text
            risc/account-purged | {} |
            risc/credential-compromise | {"credential_type": "password"} |
            risc/credential-compromise | {} | has no `credential_type`
            risc/identifier-changed | {"new-value": "b@acme.example"} |
            risc/identifier-recycled | {} |
            risc/opt-out-effective | {} |
            risc/sessions-revoked | {} |
            ssf/stream-updated | {"status": "paused", "reason": "why"} |
            ssf/stream-updated | {"status": "gone"} | is none of
            ssf/verification | {} |
            ssf/verification | {"state": 1} | is not a text
            else/what-nobody-registered | {"claims": 1} |
            """)
    void an_event_has_what_its_type_demands_and_may_have_more(String type, String event, String why)
            throws Exception {
        var slash = type.indexOf('/');
        var address = "https://schemas.openid.net/secevent/%s/event-type/%s".formatted(type.substring(0, slash), type
                .substring(slash + 1));
        if (why == null) {
            assertThatCode(() -> EventShape.check(address, object(event), object(EMAIL))).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> EventShape.check(address, object(event), object(EMAIL))).isInstanceOf(
                    Rejected.class).hasMessageContaining(why);
        }
    }

    @Test
    void an_identifier_that_changed_is_named_by_its_subject() throws Exception {
        assertThatThrownBy(() -> EventShape.check(
                "https://schemas.openid.net/secevent/risc/event-type/identifier-changed", object("{}"), object(
                        "{\"format\": \"opaque\", \"id\": \"x\"}"))).isInstanceOf(Rejected.class)
                .hasMessageContaining("neither an address of mail nor a number");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"format": "account", "uri": "acct:a@acme.example"} | true
            {"format": "iss_sub", "iss": "i", "sub": "s"} | true
            {"format": "iss_sub", "iss": "i"} | false
            {"format": "jwt_id", "iss": "i", "jti": "j"} | true
            {"format": "saml_assertion_id", "issuer": "i", "assertion_id": "a"} | true
            {"format": "ip-addresses", "ip-addresses": ["10.1.2.3"]} | true
            {"format": "ip-addresses", "ip-addresses": []} | false
            {"format": "aliases", "identifiers": [{"format": "did", "url": "did:example:1"}]} | true
            {"format": "aliases", "identifiers": []} | false
            {"format": "aliases", "identifiers": [{"format": "aliases", "identifiers": [{"format": "opaque", "id": "x"}]}]} | false
            {"format": "complex", "user": {"format": "email", "email": "a"}, "tenant": {"format": "opaque", "id": "t"}} | true
            {"format": "complex", "user": "a"} | false
            {"format": "complex", "user": {"format": "complex"}} | false
            {"format": "complex", "user": {"format": "aliases", "identifiers": [{"format": "opaque", "id": "x"}]}} | true
            {"format": "of nobody we know", "x": 1} | true
            {"id": "x"} | false
            """)
    void a_subject_is_of_the_format_that_it_says(String subject, boolean isOne) throws Exception {
        if (isOne) {
            SubjectId.check(object(subject));
        } else {
            assertThatThrownBy(() -> SubjectId.check(object(subject))).isInstanceOf(Rejected.class);
        }
    }

    @Test
    void a_member_that_must_be_understood_counts_in_complex_subjects_alone() throws Exception {
        var subject = object("{\"format\": \"complex\", \"spaceship\": {\"format\": \"opaque\", \"id\": \"x\"}}");
        assertThat(SubjectId.hasUnknown(subject, Set.of("spaceship"))).isTrue();
        assertThat(SubjectId.hasUnknown(subject, Set.of("device"))).isFalse();
        assertThat(SubjectId.hasUnknown(object(EMAIL), Set.of("email"))).isFalse();
    }

    private static Json.Obj object(String text) throws InvalidInput {
        return JsonReader.read(new Source("test", text)) instanceof Json.Obj object ? object : Json.object(Map.of());
    }
}
