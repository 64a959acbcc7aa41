package dev.ambit.core.decision;

import dev.ambit.cedar.engine.InputPath;
import dev.ambit.cedar.engine.Reads;
import dev.ambit.core.signal.Standing;
import java.time.Instant;

/// How long a permit can be counted on: until the first of all it hangs on runs out. Beyond that the same request may well
/// be permitted again; it has to be asked.
final class Until {
    private Instant earliest = Instant.MAX;

    private Until() {}

    static Instant of(Inquiry inquiry) {
        var until = new Until();
        until.notAfter(inquiry.request().principal().proof().until());
        for (var hops = 0; hops < inquiry.depth(); hops++) {
            until.notAfter(inquiry.link(hops), inquiry.now());
        }
        return until.earliest;
    }

    private void notAfter(Instant end) {
        if (end.isBefore(earliest)) {
            earliest = end;
        }
    }

    private void notAfter(Link link, Instant now) {
        notAfter(link.profile().endOf(link.task()));
        notAfter(link.profile().idleEndOf(link.task(), link.usage().asked(now)));
        for (var covering : link.covering()) {
            notAfter(covering.approval().until());
        }
        notAfterSignals(link, link.reads());
        notAfterSignals(link, link.lastsReads());
        notAfterSignals(link, link.pausesReads());
        notAfterSignals(link, link.approvalReads());
    }

    private void notAfterSignals(Link link, Reads reads) {
        for (var i = 0; i < reads.size(); i++) {
            var path = reads.path(i);
            if (path != null && SignalPaths.isSignal(path)) {
                notAfterSignal(link, path);
            }
        }
    }

    private void notAfterSignal(Link link, InputPath path) {
        var signals = link.profile().signals();
        for (var i = 0; i < signals.size(); i++) {
            if (SignalPaths.reads(path, signals.get(i).name())) {
                switch (link.standing(i)) {
                    case Standing.Known(_, _, var until) -> notAfter(until);
                    case Standing.KnownAbsent(_, var until) -> notAfter(until);
                    case Standing.Unknown _ -> {}
                }
            }
        }
    }
}
