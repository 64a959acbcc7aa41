package dev.ambit.cedar.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ambit.cedar.RandomPolicies;
import dev.ambit.cedar.RandomPolicies.Knobs;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Limits;
import dev.ambit.cedar.text.Source;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class PolicyFormatterTest {

    @Test
    void what_fits_on_a_line_stands_on_it() throws InvalidInput {
        assertThat(format("""
                @id("a")@note permit(
                  principal  ,action,
                  resource) when{context . a&&!context["b"]||- 5==-context.c} unless {true};forbid(principal,action,resource);
                """)).isEqualTo("""
                @id("a")
                @note
                permit (principal, action, resource)
                when { context.a && !context["b"] || -5 == -context.c }
                unless { true };

                forbid (principal, action, resource);
                """);
    }

    @Test
    void what_does_not_fit_is_broken_at_its_outermost_brackets_and_operators_first() throws InvalidInput {
        assertThat(format("""
                permit(principal is Acme::Employee in Acme::Group::"finance", action in [Action::"read", Action::"list"], resource)
                when { principal.department == "finance" && (principal.level > 3 || principal in Group::"managers" || context.emergency) && resource.labels.containsAny(["public", "internal", "restricted", "unclassified"]) }
                unless { if context.mfa then resource.sensitivity < principal.clearance else if context.device.trusted then false else true };
                """)).isEqualTo("""
                permit (
                  principal is Acme::Employee in Acme::Group::"finance",
                  action in [Action::"read", Action::"list"],
                  resource
                )
                when {
                  principal.department == "finance" &&
                  (
                    principal.level > 3 || principal in Group::"managers" || context.emergency
                  ) &&
                  resource.labels.containsAny(
                    ["public", "internal", "restricted", "unclassified"]
                  )
                }
                unless {
                  if context.mfa
                  then resource.sensitivity < principal.clearance
                  else if context.device.trusted
                  then false
                  else true
                };
                """);
    }

    @Test
    void a_broken_part_of_an_operator_is_indented_behind_its_first_line() throws InvalidInput {
        assertThat(PolicyFormatter.format(Source.of("""
                permit(principal, action, resource) when { context.first && context.second || context.third == context.fourth + 1 };
                """), Limits.DEFAULT, 30)).isEqualTo("""
                permit (
                  principal,
                  action,
                  resource
                )
                when {
                  context.first &&
                    context.second ||
                  context.third ==
                    context.fourth + 1
                };
                """);
    }

    @Test
    void comments_stay_where_they_belong() throws InvalidInput {
        assertThat(format("""
                // License

                // About the first
                @id("a") // its id
                permit( // everyone
                principal, /// really
                  action,resource // everything
                ) // behind
                // before when
                when // when
                { context.a && // a
                // above b
                context.b // b
                } // end
                ; // done
                // About the second
                permit(principal,action,resource);



                // Last words


                // The very last
                """)).isEqualTo("""
                // License

                // About the first
                @id("a") // its id
                permit ( // everyone
                  principal, /// really
                  action,
                  resource // everything
                ) // behind
                // before when
                when // when
                {
                  context.a && // a
                  // above b
                  context.b // b
                } // end
                ; // done

                // About the second
                permit (principal, action, resource);

                // Last words

                // The very last
                """);
    }

    @Test
    void a_text_without_policies_keeps_its_comments() throws InvalidInput {
        assertThat(format("")).isEmpty();
        assertThat(format("\n\n // a\r\n\r\n\r\n//b  ")).isEqualTo("// a\n\n//b\n");
    }

    @Test
    void a_text_with_mistakes_is_not_laid_out() {
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> format("permit(principal, action);"))
                .withMessageStartingWith("<input>:1:7: the scope has `(principal, action)`");
    }

    @RepeatedTest(60)
    void only_white_space_changes(RepetitionInfo run) throws InvalidInput {
        var random = new SplittableRandom(run.getCurrentRepetition());
        var text = scattered(PolicyPrinter.print(new RandomPolicies(random, Knobs.WILD).policies(8)), random);

        var formatted = PolicyFormatter.format(Source.of(text), Limits.DEFAULT, random.nextInt(10, 100));

        assertThat(pieces(formatted)).isEqualTo(pieces(text));
        assertThat(PolicyJson.write(PolicyParser.parse(Source.of(formatted))))
                .isEqualTo(PolicyJson.write(PolicyParser.parse(Source.of(text))));
    }

    @RepeatedTest(60)
    void what_was_laid_out_is_not_changed_by_doing_it_again(RepetitionInfo run) throws InvalidInput {
        var random = new SplittableRandom(run.getCurrentRepetition());
        var text = scattered(PolicyPrinter.print(new RandomPolicies(random, Knobs.WILD).policies(8)), random);
        var width = random.nextInt(10, 100);

        var formatted = PolicyFormatter.format(Source.of(text), Limits.DEFAULT, width);

        assertThat(PolicyFormatter.format(Source.of(formatted), Limits.DEFAULT, width)).isEqualTo(formatted);
    }

    /// `text` with its tokens anywhere, and comments between them.
    private static String scattered(String text, SplittableRandom random) {
        var out = new StringBuilder();
        for (var piece : Piece.of(Source.of(text), Limits.DEFAULT)) {
            out.append(piece.text()).append(switch (random.nextInt(12)) {
                case 0 -> "\n";
                case 1 -> "\r\n\r\n";
                case 2 -> "// beside\n";
                case 3 -> "\n  // above   \n";
                case 4 -> "\n// one\n\n\n// \" two\n\n";
                default -> " ";
            });
        }
        return out.toString();
    }

    /// All tokens and comments of `text` in their order.
    private static List<String> pieces(String text) {
        return Piece.of(Source.of(text), Limits.DEFAULT).stream()
                .map(piece -> piece.above().stream().map(Piece.Comment::text).collect(Collectors.joining("|"))
                        + piece.text() + piece.beside().orElse(""))
                .toList();
    }

    private static String format(String text) throws InvalidInput {
        return PolicyFormatter.format(Source.of(text));
    }
}
