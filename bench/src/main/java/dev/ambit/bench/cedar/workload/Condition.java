package dev.ambit.bench.cedar.workload;

import dev.ambit.cedar.value.Quoted;
import java.util.List;
import java.util.stream.Collectors;

/// A condition in the two languages measured.
/// Where an attribute is missing the Cedar text may fail; the SAPL text is false then, because a Cedar policy that fails
/// counts as not satisfied, and a SAPL policy that fails would decide the whole request.
/// An address is a number in SAPL, which knows none.
record Condition(String cedar, String sapl) {

    static Condition secondFactor() {
        return new Condition("context has mfa && context.mfa", "environment.mfa == true");
    }

    static Condition riskBelow(int score) {
        return new Condition(
                "context has riskScore && context.riskScore < " + score,
                "environment.riskScore != undefined && environment.riskScore < " + score);
    }

    /// Not guarded: fails in Cedar where there is no score.
    static Condition riskAbove(int score) {
        return new Condition(
                "context.riskScore > " + score,
                "environment.riskScore != undefined && environment.riskScore > " + score);
    }

    static Condition cleared() {
        return new Condition("principal.clearance >= resource.sensitivity",
                "subject.clearance >= resource.sensitivity");
    }

    static Condition sensitive(int atLeast) {
        return same("resource.sensitivity >= " + atLeast);
    }

    static Condition owned() {
        return new Condition("resource.owner == principal", "resource.owner == subject.id");
    }

    static Condition sameDepartment() {
        return new Condition("principal.department == resource.department",
                "subject.department == resource.department");
    }

    static Condition inItsTeam() {
        return new Condition("principal in resource.team", "resource.team in subject.groups");
    }

    static Condition regionIn(List<String> regions) {
        return new Condition(set(regions) + ".contains(context.region)", "environment.region in " + set(regions));
    }

    /// @param second the second byte of the range `10.second.0.0/bits`
    /// @param bits   from 8 to 16
    static Condition fromNetwork(int second, int bits) {
        var first = (10L << 24) + (second << 16);
        return new Condition(
                "context.sourceIp.isInRange(ip(\"10.%d.0.0/%d\"))".formatted(second, bits),
                "environment.sourceIp >= %d && environment.sourceIp < %d".formatted(first, first + (1L << (32
                        - bits))));
    }

    static Condition labelled(String label) {
        return new Condition(
                "resource.labels.contains(" + Quoted.string(label) + ")",
                Quoted.string(label) + " in resource.labels");
    }

    static Condition labelledAny(List<String> labels) {
        return new Condition(
                "resource.labels.containsAny(" + set(labels) + ")",
                labels.stream().map(label -> labelled(label).sapl).collect(Collectors.joining(" || ", "(", ")")));
    }

    static Condition hourWithin(int from, int to) {
        return new Condition(
                "context.hour >= " + from + " && context.hour < " + to,
                "environment.hour >= " + from + " && environment.hour < " + to);
    }

    static Condition withTicket() {
        return new Condition(
                "context has ticket && context.ticket like \"INC-*\"",
                "environment.ticket != undefined && environment.ticket =~ \"INC-.*\"");
    }

    static Condition threatIsHigh() {
        return new Condition("context has threat && context.threat == \"high\"", "environment.threat == \"high\"");
    }

    static Condition onManagedDevice() {
        return new Condition("context.device.managed", "environment.device.managed");
    }

    private static Condition same(String text) {
        return new Condition(text, text);
    }

    private static String set(List<String> members) {
        return members.stream().map(Quoted::string).collect(Collectors.joining(", ", "[", "]"));
    }
}
