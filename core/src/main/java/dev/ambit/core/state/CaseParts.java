package dev.ambit.core.state;

import dev.ambit.core.encoding.Corrupt;
import dev.ambit.core.encoding.Decoder;
import dev.ambit.core.encoding.Encoder;
import dev.ambit.core.encoding.Values;
import dev.ambit.core.grant.ApprovalAnswer;
import dev.ambit.core.grant.ApprovalCase;
import dev.ambit.core.grant.ApprovalCase.Status;
import dev.ambit.core.grant.ApprovalRequest;
import dev.ambit.core.grant.RequestDigest;
import java.util.Comparator;

/// Requests for approval as bytes, as events and snapshots have them.
/// Constants of enums are written by their place, so that new ones may only be added at the end.
final class CaseParts {
    /// In which cases stand in a snapshot: those of one task as they were asked.
    static final Comparator<ApprovalCase> ORDER = Comparator.comparing(ApprovalCase::asked)
            .thenComparing(each -> each.request().id());

    private CaseParts() {}

    static void write(Encoder out, ApprovalRequest request) {
        Parts.id(out.text(request.id()), request.task()).uid(request.principal()).word(request.profile());
        Values.write(out.uid(request.action()).uid(request.resource()), request.shown());
        out.each(request.hidden(), request.hidden().size(), Encoder::text).text(request.request().hex());
        out.each(request.rules(), request.rules().size(), Encoder::word);
        out.text(request.decision()).text(request.reason()).flag(request.isUrgent());
        out.optional(request.wanted(), Encoder::instant).instant(request.expires());
        out.text(request.asker()).text(request.key());
    }

    static ApprovalRequest readRequest(Decoder in) throws Corrupt {
        var id = in.text();
        var task = Parts.readId(in);
        var principal = in.uid();
        var profile = in.word();
        var action = in.uid();
        var resource = in.uid();
        var shown = Values.readRecord(in);
        var hidden = Parts.ordered(in.each(Decoder::text));
        var digest = Parts.checked(in.text(), RequestDigest::new);
        var rules = Parts.ordered(in.each(Decoder::word));
        var decision = in.text();
        var reason = in.text();
        var isUrgent = in.flag();
        var wanted = in.optional(Decoder::instant);
        var expires = in.instant();
        var asker = in.text();
        return Parts.checked(in.text(), key -> new ApprovalRequest(id, task, principal, profile, action, resource,
                shown, hidden, digest, rules, decision, reason, isUrgent, wanted, expires, asker, key));
    }

    static void write(Encoder out, ApprovalAnswer answer) {
        out.uid(answer.person()).flag(answer.approves()).text(answer.comment()).instant(answer.at());
    }

    static ApprovalAnswer readAnswer(Decoder in) throws Corrupt {
        return new ApprovalAnswer(in.uid(), in.flag(), in.text(), in.instant());
    }

    static void write(Encoder out, ApprovalCase approvalCase) {
        write(out, approvalCase.request());
        out.instant(approvalCase.asked());
        out.each(approvalCase.answers(), approvalCase.answers().size(), CaseParts::write);
        out.constant(approvalCase.status()).optional(approvalCase.settled(), Encoder::instant);
        out.optional(approvalCase.good(), Encoder::instant);
    }

    static ApprovalCase readCase(Decoder in) throws Corrupt {
        return new ApprovalCase(readRequest(in), in.instant(), in.each(CaseParts::readAnswer), in.constant(
                Status.class), in.optional(Decoder::instant), in.optional(Decoder::instant));
    }
}
