package dev.ambit.cedar.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import org.junit.jupiter.api.Test;

class PolicyParserTest {

    @Test
    void policies_and_templates_are_numbered_together_from_zero() throws InvalidInput {
        var set = PolicyParser.parse(Source.of("""
                permit(principal, action, resource);
                permit(principal == ?principal, action, resource);
                forbid(principal, action, resource) unless { context.ok };
                """));

        assertThat(set.policies()).containsOnlyKeys("policy0", "policy2");
        assertThat(set.templates()).containsOnlyKeys("policy1");
    }

    @Test
    void every_policy_that_is_wrong_is_reported() {
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> PolicyParser.parse(Source.of("""
                        allow(principal, action, resource);
                        permit(principal, action) when { context.a = 1 };
                        permit(principal, action, resource) when { foo };
                        """)))
                .withMessage(
                        """
                        <input>:1:1: `allow` is no effect. Did you mean `permit`?
                        <input>:2:7: the scope has `(principal, action)`. \
                        A scope is `(principal, action, resource)`: these three in this order
                        <input>:2:44: `=` is no operator. Did you mean `==`?
                        <input>:3:44: `foo` is no variable. \
                        The variables are `principal`, `action`, `resource` and `context`; a string stands in quotes""");
    }
}
