package dev.ambit.core.record;

import dev.ambit.cedar.value.IpValue;
import dev.ambit.core.control.Freeze;
import dev.ambit.core.decision.Code;
import dev.ambit.core.decision.Covering;
import dev.ambit.core.decision.Decision;
import dev.ambit.core.decision.Reason;
import dev.ambit.core.encoding.Corrupt;
import dev.ambit.core.encoding.Decoder;
import dev.ambit.core.encoding.Values;
import dev.ambit.core.grant.RequestDigest;
import dev.ambit.core.identity.Principal;
import dev.ambit.core.identity.Proof;
import dev.ambit.core.policy.ReleaseId;
import dev.ambit.core.state.Contact;
import dev.ambit.core.state.Parts;
import dev.ambit.core.task.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Reads the bytes that a [Recorder] wrote.
public final class Records {
    private static final int SHA256_BYTES = 32;

    private Records() {}

    private static final byte[] NOTHING = {};

    /// The record that `bytes` are, with digests where it read something sensitive.
    public static DecisionRecord read(byte[] bytes) throws Corrupt {
        return parse(bytes).record();
    }

    /// Like [#read], with everything it read.
    ///
    /// @throws Corrupt also where that was sealed with another key
    public static DecisionRecord whole(byte[] bytes, Sealer sealer) throws Corrupt {
        var whole = opened(bytes, sealer);
        if (whole.isEmpty()) {
            throw new Corrupt("record `%s` read something sensitive, and is sealed with a key that is not here"
                    .formatted(read(
                            bytes).id()));
        }
        return whole.get();
    }

    /// Like [#whole]; empty where it was sealed with another key.
    public static Optional<DecisionRecord> opened(byte[] bytes, Sealer sealer) throws Corrupt {
        var parsed = parse(bytes);
        if (!parsed.record().isSealed()) {
            return Optional.of(parsed.record());
        }
        var whole = sealer.open(parsed.sealed());
        return whole.isEmpty() ? Optional.empty() : Optional.of(parse(whole.get()).record());
    }

    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    private record Parsed(DecisionRecord record, byte[] sealed) {}

    private static Parsed parse(byte[] bytes) throws Corrupt {
        var in = Decoder.withDictionary(bytes);
        var version = in.octet();
        if (version != Recorder.VERSION) {
            throw new Corrupt("a record of format %d, where %d is the newest known".formatted(version,
                    Recorder.VERSION));
        }
        var record = new DecisionRecord(
                in.text(),
                in.instant(),
                in.count(),
                new ReleaseId(sha256(in)),
                new Principal(in.uid(), readProof(in)),
                in.uid(),
                in.uid(),
                in.word(),
                in.optional(each -> new RequestDigest(sha256(each))),
                in.optional(each -> new Contact(each.instant(), each.duration())),
                readChain(in),
                readDecision(in),
                Duration.ofNanos(in.count()),
                List.of(),
                false);
        return readRare(in, record);
    }

    /// What few records have, each under its number, in the order of numbers.
    private static Parsed readRare(Decoder in, DecisionRecord record) throws Corrupt {
        var freezes = List.<Freeze>of();
        var sealed = NOTHING;
        var last = 0;
        while (!in.isAtEnd()) {
            var kind = in.octet();
            if (kind <= last || kind > Recorder.SEALED) {
                throw new Corrupt("something stands at the end of a record that is not known");
            }
            last = kind;
            if (kind == Recorder.FREEZES) {
                freezes = readFreezes(in);
            } else {
                sealed = in.bytes();
            }
        }
        return new Parsed(record.with(freezes, last == Recorder.SEALED), sealed);
    }

    private static List<Freeze> readFreezes(Decoder in) throws Corrupt {
        var freezes = in.each(Parts::readFreeze);
        if (freezes.isEmpty()) {
            throw new Corrupt("a record that tells of freezes has one");
        }
        return freezes;
    }

    private static String sha256(Decoder in) throws Corrupt {
        return HexFormat.of().formatHex(in.raw(SHA256_BYTES));
    }

    private static Proof readProof(Decoder in) throws Corrupt {
        return new Proof(in.constant(Proof.Means.class), in.word(), in.instant(), in.instant(), in.optional(
                Records::readAddress), in.optional(Decoder::word));
    }

    private static IpValue readAddress(Decoder in) throws Corrupt {
        if (Values.read(in) instanceof IpValue address) {
            return address;
        }
        throw new Corrupt("an address is none");
    }

    /// Each task but the first is above the one before it, which names it.
    private static List<DecisionRecord.Link> readChain(Decoder in) throws Corrupt {
        var links = in.each(Records::readLink);
        var chain = new ArrayList<DecisionRecord.Link>();
        for (var i = 0; i < links.size(); i++) {
            var above = i + 1 < links.size() ? links.get(i + 1).id() : null;
            chain.add(above == null ? links.get(i) : links.get(i).below(above));
        }
        return chain;
    }

    private static DecisionRecord.Link readLink(Decoder in) throws Corrupt {
        var id = Parts.readId(in);
        if (!in.flag()) {
            return new DecisionRecord.Link(id, Optional.empty(), Usage.NONE, List.of(), List.of(), List.of(), List.of(),
                    List
                            .of(), List.of(), List.of(), List.of());
        }
        var hasAbove = in.flag();
        var task = Parts.readNameless(in, id, hasAbove ? id : null);
        return new DecisionRecord.Link(
                id,
                Optional.of(task),
                readDifference(in, task.usage()),
                in.each(Decoder::word),
                in.each(Decoder::word),
                in.each(each -> new Covering(Parts.readApproval(each), each.count())),
                in.each(each -> new DecisionRecord.Heard(each.word(), each.optional(Decoder::uid), each.optional(
                        Parts::readReading))),
                in.each(Evidence::read),
                in.each(Evidence::read),
                in.each(Evidence::read),
                in.each(Evidence::read));
    }

    private static Usage readDifference(Decoder in, Usage before) throws Corrupt {
        return new Usage(before.uses() + in.count(), before.askedMillis() + in.count(), before.pacedUpToNanos() + in
                .count());
    }

    private static Decision readDecision(Decoder in) throws Corrupt {
        var kind = in.octet();
        return switch (kind) {
            case Recorder.PERMIT -> new Decision.Permit(in.instant(), readReasons(in));
            case Recorder.DENY -> new Decision.Deny(readReasons(in));
            case Recorder.HOLD -> new Decision.Hold(new RequestDigest(sha256(in)), in.each(Decoder::word), readReasons(
                    in));
            default -> throw new Corrupt("a decision of no known kind");
        };
    }

    private static List<Reason> readReasons(Decoder in) throws Corrupt {
        var reasons = in.each(Records::readReason);
        if (reasons.isEmpty()) {
            throw new Corrupt("a decision has a reason");
        }
        return reasons;
    }

    private static Reason readReason(Decoder in) throws Corrupt {
        var number = in.count();
        var code = Code.numbered((int) Math.min(number, Integer.MAX_VALUE)).orElseThrow(() -> new Corrupt(
                "reason %d is not known".formatted(number)));
        try {
            return new Reason(code, in.each(Decoder::word));
        } catch (IllegalArgumentException wrong) {
            throw new Corrupt("a reason that cannot be: " + wrong.getMessage());
        }
    }
}
