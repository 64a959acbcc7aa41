package dev.ambit.cedar.influence;

import dev.ambit.cedar.engine.InputPath;
import dev.ambit.cedar.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.List;
import java.util.Locale;

/// Reports as JSON, for programs. Names of moves, certainties and outcomes are those of the enums in kebab-case.
public final class InfluenceJson {
    private InfluenceJson() {}

    /// `{"assumption": …, "rows": […], "mustKnow": […]}`. Rows without any influence are left out.
    public static Json.Obj of(InfluenceReport report) {
        var fields = new LinkedHashMap<String, Json>();
        fields.put("assumption", word(report.assumption()));
        fields.put("rows", Json.array(report.influential().map(InfluenceJson::of).toList()));
        fields.put("mustKnow", Json.array(report.actions().stream().map(on -> mustKnow(report, on)).toList()));
        return Json.object(fields);
    }

    private static Json of(InfluenceReport.Row row) {
        var fields = on(row.on());
        fields.put("input", Json.of(row.input().toString()));
        var moves = new LinkedHashMap<String, Json>();
        row.moves().forEach((move, influence) -> {
            if (influence.canWiden() || influence.canNarrow()) {
                moves.put(kebab(move), of(influence));
            }
        });
        fields.put("moves", Json.object(moves));
        return Json.object(fields);
    }

    private static Map<String, Json> on(ActionOn on) {
        var fields = new LinkedHashMap<String, Json>();
        fields.put("action", Json.of(on.action().toString()));
        fields.put("resource", Json.of(on.resource()));
        return fields;
    }

    private static Json mustKnow(InfluenceReport report, ActionOn on) {
        var fields = on(on);
        fields.put("inputs", strings(report.mustKnow(on).stream().map(InputPath::toString).toList()));
        return Json.object(fields);
    }

    private static Json of(Influence influence) {
        var fields = new LinkedHashMap<String, Json>();
        fields.put("widens", Json.array(influence.widenings().stream().map(InfluenceJson::of).toList()));
        fields.put("narrows", Json.array(influence.narrowings().stream().map(InfluenceJson::of).toList()));
        return Json.object(fields);
    }

    /// One witness.
    public static Json.Obj of(Witness witness) {
        var fields = new LinkedHashMap<String, Json>();
        fields.put("policy", Json.of(witness.policy().id()));
        fields.put("effect", Json.of(witness.policy().effect().word()));
        fields.put("file", Json.of(witness.policy().source().name()));
        fields.put("line", Json.of(witness.line()));
        fields.put("column", Json.of(witness.column()));
        fields.put("certainty", word(witness.certainty()));
        fields.put("before", word(witness.before()));
        fields.put("after", word(witness.after()));
        fields.put("principals", strings(List.copyOf(witness.principals())));
        fields.put("steps", Json.array(witness.steps().stream().map(InfluenceJson::of).toList()));
        fields.put("reason", Json.of(witness.reason()));
        return Json.object(fields);
    }

    private static Json of(Witness.Step step) {
        var fields = new LinkedHashMap<String, Json>();
        fields.put("text", Json.of(step.text()));
        fields.put("before", word(step.before()));
        fields.put("after", word(step.after()));
        return Json.object(fields);
    }

    private static Json strings(List<String> words) {
        return Json.array(words.stream().map(Json::of).toList());
    }

    private static Json word(Enum<?> constant) {
        return Json.of(kebab(constant));
    }

    private static String kebab(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
