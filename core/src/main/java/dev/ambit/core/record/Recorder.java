package dev.ambit.core.record;

import dev.ambit.cedar.engine.InputPath;
import dev.ambit.cedar.engine.Reads;
import dev.ambit.core.control.Freeze;
import dev.ambit.core.decision.Covering;
import dev.ambit.core.decision.Decision;
import dev.ambit.core.decision.Inquiry;
import dev.ambit.core.decision.Link;
import dev.ambit.core.decision.Reason;
import dev.ambit.core.encoding.Encoder;
import dev.ambit.core.encoding.Values;
import dev.ambit.core.identity.Proof;
import dev.ambit.core.policy.Release;
import dev.ambit.core.signal.Reading;
import dev.ambit.core.state.Contact;
import dev.ambit.core.state.Parts;
import dev.ambit.core.task.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes what a [dev.ambit.core.decision.Pdp] looked at and answered as the bytes of a record. They hold all that is
/// needed to decide the same again but the release, which they name.
///
/// What the catalogue calls sensitive stands there as a digest. The record as it would be otherwise is sealed and stands at the
/// end, so that whoever has the key can decide again, and nobody else reads it.
/// Scratch space: it belongs to one thread, and is cheap to keep.
public final class Recorder {
    static final int VERSION = 1;

    static final int FREEZES = 1;
    static final int SEALED = 2;

    static final int PERMIT = 0;
    static final int DENY = 1;
    static final int HOLD = 2;

    private final Encoder out = Encoder.withDictionary();
    private Release release = Release.NONE;
    private byte[] releaseId = HexFormat.of().parseHex(release.id().hex());

    private final Sealer sealer;
    private final Mask mask;
    private boolean isMasked;

    /// Without a key.
    public Recorder() {
        this(Sealer.NONE);
    }

    public Recorder(Sealer sealer) {
        this.sealer = sealer;
        this.mask = new Mask(sealer);
    }

    /// The record of the last decision of a Pdp, under `id`. Its bytes are valid until the next call: the first
    /// [Encoder#size] of [Encoder#buffer].
    ///
    /// @param took from the question to the answer
    public Encoder write(String id, Inquiry inquiry, Duration took) {
        writeWhole(id, inquiry, took);
        if (Mask.isNeeded(inquiry)) {
            var sealed = sealer.seal(out.toBytes());
            isMasked = true;
            writeWhole(id, inquiry, took);
            isMasked = false;
            out.octet(SEALED).bytes(sealed);
        }
        return out;
    }

    private void writeWhole(String id, Inquiry inquiry, Duration took) {
        out.reset();
        out.octet(VERSION).text(id).instant(inquiry.now()).count(inquiry.state().events()).raw(releaseId(inquiry));
        writeRequest(inquiry);
        out.optional(inquiry.state().contact(), Recorder::write);
        out.count(inquiry.depth());
        for (var hops = 0; hops < inquiry.depth(); hops++) {
            write(inquiry, inquiry.link(hops));
        }
        write(inquiry.decision());
        out.count(took.toNanos());
        writeRare(inquiry);
    }

    /// What few records have stands at the end, each under its number, in the order of numbers.
    private void writeRare(Inquiry inquiry) {
        if (!inquiry.state().freezes().isEmpty()) {
            writeFreezes(inquiry);
        }
    }

    private void writeFreezes(Inquiry inquiry) {
        var freezes = new LinkedHashSet<Freeze>();
        for (var hops = 0; hops < inquiry.depth(); hops++) {
            var freeze = inquiry.link(hops).frozen();
            if (freeze != null) {
                freezes.add(freeze);
            }
        }
        if (!freezes.isEmpty()) {
            out.octet(FREEZES).each(freezes, freezes.size(), Parts::write);
        }
    }

    private byte[] releaseId(Inquiry inquiry) {
        var now = inquiry.state().release();
        if (!now.id().equals(release.id())) {
            release = now;
            releaseId = HexFormat.of().parseHex(now.id().hex());
        }
        return releaseId;
    }

    private void writeRequest(Inquiry inquiry) {
        var request = inquiry.request();
        out.uid(request.principal().uid());
        write(out, request.principal().proof());
        out.uid(request.action()).uid(request.resource()).word(request.asker());
        out.flag(inquiry.isDigestKept());
        if (inquiry.isDigestKept()) {
            out.raw(HexFormat.of().parseHex(inquiry.digest().hex()));
        }
    }

    private static void write(Encoder out, Proof proof) {
        out.constant(proof.means()).word(proof.by()).instant(proof.since()).instant(proof.until());
        var address = proof.address().orElse(null);
        out.flag(address != null);
        if (address != null) {
            Values.write(out, address);
        }
        var environment = proof.environment().orElse(null);
        out.flag(environment != null);
        if (environment != null) {
            out.word(environment);
        }
    }

    private static void write(Encoder out, Contact contact) {
        out.instant(contact.heard()).duration(contact.bound());
    }

    private void write(Inquiry inquiry, Link link) {
        Parts.id(out, link.id());
        var task = link.found();
        out.flag(task != null);
        if (task == null) {
            return;
        }
        out.flag(task.above() != null);
        Parts.writeNameless(out, task, link.usage());
        writeDifference(link.usage(), inquiry.usageAfter(link));
        writePolicies(link);
        out.count(link.covering().size());
        for (var covering : link.covering()) {
            write(out, covering);
        }
        writeSignals(link);
        write(link, link.reads());
        write(link, link.lastsReads());
        write(link, link.pausesReads());
        write(link, link.approvalReads());
    }

    /// Usage only grows.
    private void writeDifference(Usage before, Usage after) {
        out.count(after.uses() - before.uses()).count(after.askedMillis() - before.askedMillis()).count(after
                .pacedUpToNanos() - before.pacedUpToNanos());
    }

    private void writePolicies(Link link) {
        if (!link.isEvaluated()) {
            out.count(0).count(0);
            return;
        }
        var said = link.evaluation();
        var satisfied = new ArrayList<String>(said.determiningCount());
        for (var i = 0; i < said.determiningCount(); i++) {
            satisfied.add(said.determining(i));
        }
        write(satisfied);
        var failed = new ArrayList<String>(said.errorCount());
        for (var i = 0; i < said.errorCount(); i++) {
            failed.add(said.error(i).policy());
        }
        write(failed);
    }

    private void write(List<String> policies) {
        if (policies.size() > 1) {
            policies.sort(null);
        }
        out.count(policies.size());
        for (var i = 0; i < policies.size(); i++) {
            out.word(policies.get(i));
        }
    }

    private static void write(Encoder out, Covering covering) {
        Parts.write(out, covering.approval());
        out.count(covering.used());
    }

    private void writeSignals(Link link) {
        var profile = link.foundProfile();
        var signals = profile == null ? 0 : profile.signals().size();
        var looked = 0;
        for (var i = 0; i < signals; i++) {
            looked += link.isLookedAt(i) ? link.alive(i) == null ? 1 : 2 : 0;
        }
        out.count(looked);
        for (var i = 0; i < signals; i++) {
            if (link.isLookedAt(i)) {
                writeSignal(link, i);
                writeAlive(link.alive(i));
            }
        }
    }

    private void writeSignal(Link link, int index) {
        out.word(link.profile().signals().get(index).name());
        var subject = link.subject(index);
        out.flag(subject != null);
        if (subject != null) {
            out.uid(subject);
        }
        var reading = link.reading(index);
        out.flag(reading != null);
        if (reading != null) {
            Parts.write(out, isMasked && Mask.isSensitive(link, index) ? mask.of(reading) : reading);
        }
    }

    /// What else a signal hung on: that its source was heard, kept as one more reading.
    private void writeAlive(@Nullable Reading alive) {
        if (alive != null) {
            Parts.write(out.word(alive.signal()).flag(true).uid(alive.subject()).flag(true), alive);
        }
    }

    private void write(Link link, Reads reads) {
        out.count(reads.size());
        for (var i = 0; i < reads.size(); i++) {
            var path = isMasked ? reads.path(i) : null;
            if (path != null && Mask.hides(link, path)) {
                writeMasked(path, reads, i);
            } else {
                Evidence.write(out, reads, i);
            }
        }
    }

    private void writeMasked(InputPath path, Reads reads, int index) {
        var consulted = reads.consulted(index);
        var value = consulted == null ? reads.found(index) : consulted.entity().uid();
        if (value == null) {
            Evidence.write(out, reads, index);
        } else {
            Evidence.write(out, path, mask.of(path, value));
        }
    }

    private void write(Decision decision) {
        switch (decision) {
            case Decision.Permit(var until, _) -> out.octet(PERMIT).instant(until);
            case Decision.Deny _ -> out.octet(DENY);
            case Decision.Hold(var request, var rules, _) -> out.octet(HOLD).raw(HexFormat.of().parseHex(request.hex()))
                    .each(
                            rules, rules.size(), Encoder::word);
        }
        out.each(decision.reasons(), decision.reasons().size(), Recorder::write);
    }

    private static void write(Encoder out, Reason reason) {
        out.count(reason.code().number()).each(reason.facts(), reason.facts().size(), Encoder::word);
    }
}
