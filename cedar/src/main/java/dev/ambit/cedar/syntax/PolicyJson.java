package dev.ambit.cedar.syntax;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonReader;
import dev.ambit.cedar.json.JsonReading;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Limits;
import dev.ambit.cedar.text.Source;

/// Policies in the JSON syntax of the Cedar language 4.5, in both directions.
///
/// Reading is strict: a field that means nothing where it stands is refused. A tree that was read points into the JSON
/// text. Where the language's own reader is lax, this one refuses:
/// a name that is no identifier in a path of `has`, `__entity` and `__extn` with other than their own fields, a method
/// that is called on nothing, a template without a slot.
///
/// A tree that was written is read back as the same tree, but for values within `Value`: sets, records and extension
/// values there become the expressions that make them.
public final class PolicyJson {

    private PolicyJson() {}

    /// The policy set in `source`; see [#read(Source, Limits)].
    public static PolicySet read(Source source) throws InvalidInput {
        return read(source, Limits.DEFAULT);
    }

    /// The policy set in `source`, an object with `staticPolicies`, `templates` and `templateLinks`.
    ///
    /// @throws InvalidInput with all mistakes, if there is any
    public static PolicySet read(Source source, Limits limits) throws InvalidInput {
        var reading = new JsonReading(source);
        var set = new PolicySetJsonReader(reading, limits).policySet(JsonReader.read(source, limits));
        reading.refuse();
        return set.orElseThrow();
    }

    /// The one policy or template in `source`, which gets the id `id`, as JSON has none in it.
    ///
    /// @throws InvalidInput with all mistakes, if there is any
    public static Policy readPolicy(String id, Source source, Limits limits) throws InvalidInput {
        var reading = new JsonReading(source);
        var policy = new PolicyJsonReader(reading, limits).policy(id, JsonReader.read(source, limits));
        reading.refuse();
        return policy.orElseThrow();
    }

    /// The expression in `source`.
    ///
    /// @throws InvalidInput with all mistakes, if there is any
    public static Expr readExpression(Source source, Limits limits) throws InvalidInput {
        var reading = new JsonReading(source);
        var expression = new ExpressionJsonReader(reading, limits).expression(JsonReader.read(source, limits));
        reading.refuse();
        return expression;
    }

    public static Json.Obj write(PolicySet set) {
        return PolicyJsonWriter.policySet(set);
    }

    /// The policy or template, without its id.
    public static Json.Obj write(Policy policy) {
        return PolicyJsonWriter.policy(policy);
    }

    public static Json write(Expr expression) {
        return ExpressionJsonWriter.expression(expression);
    }
}
