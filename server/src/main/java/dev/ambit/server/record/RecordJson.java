package dev.ambit.server.record;

import dev.ambit.cedar.authorize.Request;
import dev.ambit.cedar.engine.Read;
import dev.ambit.cedar.exchange.EntityJson;
import dev.ambit.cedar.exchange.ValueJson;
import dev.ambit.cedar.explain.Decisive;
import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.value.Value;
import dev.ambit.core.control.Freeze;
import dev.ambit.core.decision.Covering;
import dev.ambit.core.decision.Decision;
import dev.ambit.core.policy.Profile;
import dev.ambit.core.policy.Release;
import dev.ambit.core.record.DecisionRecord.Heard;
import dev.ambit.core.record.DecisionRecord.Link;
import dev.ambit.core.record.DecisionRecord;
import dev.ambit.core.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// A record as people and programs read it. What decided is worked out here, when somebody asks, and was not when it was written.
public final class RecordJson {
    private final DecisionRecord record;
    private final Optional<DecisionRecord> whole;
    private final Release release;

    private RecordJson(DecisionRecord record, Optional<DecisionRecord> whole, Release release) {
        this.record = record;
        this.whole = whole;
        this.release = release;
    }

    /// @param record  what is shown: of sensitive inputs, digests
    /// @param whole   the same with everything it read, from which is worked out what decided; empty where nobody has it any more
    /// @param release the one that the record names
    public static Json.Obj of(DecisionRecord record, Optional<DecisionRecord> whole, Release release) {
        return new RecordJson(record, whole, release).json();
    }

    private Json.Obj json() {
        var fields = new LinkedHashMap<String, Json>();
        fields.put("id", Json.of(record.id()));
        fields.put("time", Json.of(record.at().toString()));
        fields.put("journal_position", Json.of(record.events()));
        fields.put("release", Json.of(record.release().hex()));
        fields.put("principal", principal());
        fields.put("action", EntityJson.writeName(record.action()));
        fields.put("resource", EntityJson.writeName(record.resource()));
        record.request().ifPresent(digest -> fields.put("request_digest", Json.of(digest.hex())));
        fields.put("asked_by", Json.of(record.asker()));
        fields.put("outcome", Json.of(RecordIndex.outcome(record.decision()).name().toLowerCase(Locale.ROOT)));
        if (record.decision() instanceof Decision.Permit(var until, _) && !until.equals(Instant.MAX)) {
            fields.put("until", Json.of(until.toString()));
        }
        fields.put("reasons", Json.array(record.decision().reasons().stream().map(reason -> Json.object(Map.of(
                "code", Json.of(reason.code().word()), "message", Json.of(reason.forOperator())))).toList()));
        fields.put("chain", Json.array(IntStream.range(0, record.chain().size()).mapToObj(this::link).toList()));
        if (!record.freezes().isEmpty()) {
            fields.put("freezes", Json.array(record.freezes().stream().map(RecordJson::freeze).toList()));
        }
        fields.put("nanoseconds", Json.of(record.took().toNanos()));
        return Json.object(fields);
    }

    private Json principal() {
        var proof = record.principal().proof();
        var proven = new LinkedHashMap<String, Json>();
        proven.put("means", Json.of(word(proof.means())));
        proven.put("by", Json.of(proof.by()));
        proven.put("since", Json.of(proof.since().toString()));
        proof.address().ifPresent(address -> proven.put("address", Json.of(address.toString())));
        proof.environment().ifPresent(environment -> proven.put("environment", Json.of(environment)));
        var fields = new LinkedHashMap<String, Json>();
        fields.put("entity", EntityJson.writeName(record.principal().uid()));
        fields.put("proof", Json.object(proven));
        return Json.object(fields);
    }

    private static Json freeze(Freeze freeze) {
        var fields = new LinkedHashMap<String, Json>();
        fields.put("id", Json.of(freeze.id()));
        fields.put("frozen", Json.of(freeze.target().words()));
        fields.put("since", Json.of(freeze.since().toString()));
        fields.put("by", Json.of(freeze.by()));
        freeze.second().ifPresent(second -> fields.put("confirmed_by", Json.of(second)));
        fields.put("reason", Json.of(freeze.reason()));
        return Json.object(fields);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Json link(int hops) {
        var link = record.chain().get(hops);
        var fields = new LinkedHashMap<String, Json>();
        fields.put("task", Json.of(link.id().text()));
        link.task().ifPresent(task -> task(task, fields));
        fields.put("satisfied", words(link.satisfied()));
        fields.put("failed", words(link.failed()));
        if (!link.approvals().isEmpty()) {
            fields.put("approvals", Json.array(link.approvals().stream().map(RecordJson::approval).toList()));
        }
        fields.put("inputs", inputs(link, whole.map(all -> weights(all.chain().get(hops))).orElse(List.of())));
        fields.put("signals", Json.array(link.signals().stream().map(this::signal).toList()));
        return Json.object(fields);
    }

    /// Leave that let the request through, as far as it was good then.
    private static Json approval(Covering covering) {
        var approval = covering.approval();
        var fields = new LinkedHashMap<String, Json>();
        fields.put("id", Json.of(approval.id()));
        fields.put("rule", Json.of(approval.rule()));
        fields.put("by", Json.array(approval.by().stream().map(EntityJson::writeName).toList()));
        fields.put("since", Json.of(approval.since().toString()));
        fields.put("until", Json.of(approval.until().toString()));
        fields.put("used_before", Json.of(covering.used()));
        return Json.object(fields);
    }

    private static void task(Task task, Map<String, Json> fields) {
        fields.put("profile", Json.of(task.profile()));
        fields.put("principal", EntityJson.writeName(task.principal()));
        if (task.isBreakGlass()) {
            fields.put("break_glass", Json.of(true));
        }
        fields.put("inputs_of_task", ValueJson.write(task.inputs()));
        fields.put("uses_before", Json.of(task.usage().uses()));
    }

    private static Json words(List<String> words) {
        return Json.array(words.stream().map(Json::of).toList());
    }

    private Json signal(Heard heard) {
        var fields = new LinkedHashMap<String, Json>();
        fields.put("signal", Json.of(heard.signal()));
        heard.subject().ifPresent(subject -> fields.put("subject", EntityJson.writeName(subject)));
        heard.reading().ifPresent(reading -> {
            reading.value().ifPresent(value -> value(value, fields));
            fields.put("source", Json.of(reading.source()));
            fields.put("integrity", Json.of(word(reading.integrity())));
            fields.put("observed", Json.of(reading.observed().toString()));
            fields.put("age_ms", Json.of(Duration.between(reading.since(), record.at()).toMillis()));
        });
        return Json.object(fields);
    }

    /// What the policies read. Which of it decided is said where the policies were evaluated and the release still knows the
    /// profile.
    private Json inputs(Link link, List<Decisive.Weight> weights) {
        var inputs = new ArrayList<Json>();
        for (var i = 0; i < link.reads().size(); i++) {
            inputs.add(input(link.reads().get(i), weights.isEmpty() ? Optional.empty() : Optional.of(weights.get(i))));
        }
        return Json.array(inputs);
    }

    private List<Decisive.Weight> weights(Link link) {
        var profile = link.task().map(Task::profile).map(release.profiles()::get);
        return link.reads().isEmpty() || profile.isEmpty() ? List.of() : weights(link, profile.get());
    }

    private List<Decisive.Weight> weights(Link link, Profile profile) {
        var asked = Request.of(record.principal().uid(), record.action(), record.resource());
        return Decisive.of(profile.rules().text(), profile.schema(), asked, link.reads());
    }

    private Json input(Read read, Optional<Decisive.Weight> weight) {
        var fields = new LinkedHashMap<String, Json>();
        fields.put("input", Json.of(read.subject().toString()));
        switch (read) {
            case Read.Found(_, var value) -> value(value, fields);
            case Read.Present _ -> fields.put("present", Json.of(true));
            case Read.Absent(_, var because) -> fields.put("absent", Json.of(word(because)));
            case Read.Groups(_, var entity, var groups) -> {
                fields.put("entity", EntityJson.writeName(entity));
                fields.put("groups", Json.array(groups.stream().sorted().map(EntityJson::writeName).toList()));
            }
        }
        weight.ifPresent(found -> fields.put("decisive", Json.of(found.isDecisive())));
        return Json.object(fields);
    }

    private void value(Value value, Map<String, Json> fields) {
        var digest = record.isSealed() ? DecisionRecord.digest(value) : Optional.<String>empty();
        digest.ifPresentOrElse(hidden -> fields.put("digest", Json.of(hidden)), () -> fields.put("value", ValueJson
                .write(
                        value)));
    }
}
