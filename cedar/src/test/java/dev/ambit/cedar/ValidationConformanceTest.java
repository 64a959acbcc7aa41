package dev.ambit.cedar;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.syntax.PolicyParser;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.validate.Report;
import dev.ambit.cedar.validate.Validator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The validator agrees with the expectations of Cedar's own integration tests.
class ValidationConformanceTest {

    @Test
    void policies_of_the_tests_written_by_hand_are_valid_where_cedar_says_so() {
        assertThat(disagreements(Vectors.handWritten(), Map.of())).isEmpty();
    }

    @Test
    void policies_of_the_tests_found_by_fuzzing_are_valid_each_where_cedar_says_so() {
        assertThat(disagreements(Vectors.corpus(), Vectors.validation())).isEmpty();
    }

    private static List<String> disagreements(List<Vectors.Case> cases, Map<String, Json.Obj> verdicts) {
        assertThat(cases).isNotEmpty();
        var found = new ArrayList<String>();
        for (var test : cases) {
            try {
                var report = report(test);
                if (report.isValid() != isTrue(test.expected(), "shouldValidate")) {
                    found.add(test.name() + ": " + report);
                }
                Optional.ofNullable(verdicts.get(test.name())).ifPresent(verdict -> compare(test, report, verdict,
                        found));
            } catch (InvalidInput | RuntimeException failed) {
                found.add(test.name() + ": " + failed);
            }
        }
        return found;
    }

    private static void compare(Vectors.Case test, Report report, Json.Obj verdict, List<String> found) {
        var perPolicy = (Json.Obj) field((Json.Obj) field(verdict, "policyValidation"), "perPolicy");
        perPolicy.fields().forEach((policy, expected) -> {
            if (report.of(policy).isValid() != isTrue((Json.Obj) expected, "strict")) {
                found.add("%s, %s: %s, expected %s".formatted(test.name(), policy, report.of(policy), expected));
            }
        });
    }

    private static Report report(Vectors.Case test) throws InvalidInput {
        return new Validator(Schema.parse(test.schema())).validate(PolicyParser.parse(test.policies()));
    }

    private static boolean isTrue(Json.Obj object, String name) {
        return ((Json.Bool) field(object, name)).value();
    }

    private static Json field(Json.Obj object, String name) {
        return requireNonNull(object.fields().get(name), name);
    }
}
