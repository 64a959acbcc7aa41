package dev.ambit.server.cli.explain;

import dev.ambit.cedar.json.Json;
import dev.ambit.core.decision.Code;
import dev.ambit.server.cli.frame.Paint;
import dev.ambit.server.cli.frame.Visible;
import dev.ambit.server.cli.remote.Fields;
import dev.ambit.server.cli.remote.Names;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How one decision came through the combining rule: the first line that says something is the answer, so that everything before it
/// passed, and nothing after it was asked.
///
/// @param answered the line that answered, from 1
record DecisionPath(int answered, List<Line> lines) {
    /// What the lines of the rule ask, in order.
    private static final List<String> RULE = List.of(
            "the node is in touch with the journal",
            "who asks is proven, and whom the task is for",
            "the task is under way",
            "its limits leave room",
            "no policy forbids it",
            "nothing is in doubt",
            "a policy permits it",
            "every task above is permitted the same",
            "people gave leave where it is needed",
            "permit");

    /// One line of the rule.
    ///
    /// @param found what it looked at, or why it answered; may be empty
    record Line(int number, String asks, Result result, List<String> found) {
        Line {
            found = List.copyOf(found);
        }
    }

    /// What became of a line.
    enum Result {
        PASSED("passed"), ANSWERED("answered"), NOT_ASKED("not asked");

        private final String word;

        Result(String word) {
            this.word = word;
        }
    }

    /// @param record as the server tells it
    static DecisionPath of(Json.Obj record) {
        var reasons = Fields.objects(record, "reasons");
        var answered = reasons.stream().findFirst().map(reason -> line(Fields.text(reason, "code"))).orElse(RULE
                .size());
        var lines = new ArrayList<Line>();
        for (var number = 1; number <= RULE.size(); number++) {
            var result = number < answered
                    ? Result.PASSED
                    : number == answered ? Result.ANSWERED : Result.NOT_ASKED;
            lines.add(new Line(number, RULE.get(number - 1), result, switch (result) {
                case PASSED -> passed(number, record);
                case ANSWERED -> reasons.stream().map(reason -> "%s [%s]".formatted(Fields.text(reason, "message"),
                        Fields.text(reason, "code"))).toList();
                case NOT_ASKED -> List.of();
            }));
        }
        return new DecisionPath(answered, lines);
    }

    private static int line(String word) {
        return Arrays.stream(Code.values()).filter(code -> code.word().equals(word)).findFirst().map(Code::line).orElse(
                RULE.size());
    }

    /// What a line that passed can be seen to have looked at.
    private static List<String> passed(int number, Json.Obj record) {
        var chain = Fields.objects(record, "chain");
        return switch (number) {
            case 2 -> List.of(proof(Fields.object(record, "principal")));
            case 3 -> chain.stream().limit(1).map(link -> "%s, profile %s".formatted(Fields.text(link, "task"), Fields
                    .text(link, "profile"))).toList();
            case 7 -> chain.stream().limit(1).flatMap(link -> Fields.texts(link, "satisfied").stream()).toList();
            case 8 -> chain.size() < 2
                    ? List.of("there is none")
                    : chain.stream().skip(1).map(link -> Fields.text(link, "task")).toList();
            case 9 -> approvals(chain);
            default -> List.of();
        };
    }

    private static String proof(Json.Obj principal) {
        var proof = Fields.object(principal, "proof");
        return "%s: %s, by %s".formatted(Names.entity(Fields.object(principal, "entity")), Fields.text(proof, "means")
                .replace('-', ' '), Fields.text(proof, "by"));
    }

    private static List<String> approvals(List<Json.Obj> chain) {
        return chain.stream().flatMap(link -> Fields.objects(link, "approvals").stream()).map(
                approval -> "%s by rule %s, from %s, good until %s".formatted(Fields.text(approval, "id"), Fields.text(
                        approval, "rule"), by(approval), Names.time(Fields.text(approval, "until")))).toList();
    }

    private static String by(Json.Obj approval) {
        return Fields.objects(approval, "by").stream().map(Names::entity).collect(Collectors.joining(" and "));
    }

    String text(Paint paint) {
        return lines.stream().flatMap(line -> text(line, paint)).collect(Collectors.joining("\n"));
    }

    private static Stream<String> text(Line line, Paint paint) {
        var head = "%2d  %-45s %s".formatted(line.number(), line.asks(), line.result().word);
        return Stream.concat(Stream.of(switch (line.result()) {
            case PASSED -> head;
            case ANSWERED -> paint.bold(head);
            case NOT_ASKED -> paint.faint(head);
        }), line.found().stream().map(found -> "      " + Visible.text(found)));
    }

    Json json(Json.Obj record) {
        var fields = new LinkedHashMap<String, Json>();
        fields.put("answered_by_line", Json.of(answered));
        fields.put("path", Json.array(lines.stream().map(DecisionPath::json).toList()));
        fields.put("record", record);
        return Json.object(fields);
    }

    private static Json json(Line line) {
        var fields = new LinkedHashMap<String, Json>();
        fields.put("line", Json.of(line.number()));
        fields.put("asks", Json.of(line.asks()));
        fields.put("result", Json.of(line.result().word.replace(' ', '-')));
        fields.put("found", Json.array(line.found().stream().map(Json::of).toList()));
        return Json.object(fields);
    }
}
