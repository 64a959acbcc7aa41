package dev.ambit.core.record;

import dev.ambit.cedar.engine.InputPath;
import dev.ambit.cedar.value.StringValue;
import dev.ambit.cedar.value.Value;
import dev.ambit.core.decision.Inquiry;
import dev.ambit.core.decision.Link;
import dev.ambit.core.decision.SignalPaths;
import dev.ambit.core.encoding.Encoder;
import dev.ambit.core.encoding.Values;
import dev.ambit.core.signal.Reading;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Which inputs of a decision its record must not show, and what stands there instead: a digest. Scratch space.
final class Mask {
    /// Before the digest, in a string where the value would be.
    static final String SEALED = "sealed:";

    private final Sealer sealer;
    private final Encoder scratch = new Encoder();

    Mask(Sealer sealer) {
        this.sealer = sealer;
    }

    /// Whether something sensitive was looked at that has a value.
    static boolean isNeeded(Inquiry inquiry) {
        for (var hops = 0; hops < inquiry.depth(); hops++) {
            var link = inquiry.link(hops);
            var profile = link.foundProfile();
            for (var i = 0; profile != null && i < profile.signals().size(); i++) {
                if (isSensitive(link, i) && link.isLookedAt(i) && hasValue(link.reading(i))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean hasValue(@Nullable Reading reading) {
        return reading != null && reading.value().isPresent();
    }

    static boolean isSensitive(Link link, int signal) {
        return link.profile().signals().get(signal).signal().isSensitive();
    }

    /// Whether what stands at `path` is sensitive, or something in it.
    static boolean hides(Link link, InputPath path) {
        if (!SignalPaths.isSignal(path)) {
            return false;
        }
        var signals = link.profile().signals();
        for (var i = 0; i < signals.size(); i++) {
            if (isSensitive(link, i) && SignalPaths.reads(path, signals.get(i).name())) {
                return true;
            }
        }
        return false;
    }

    Reading of(Reading reading) {
        return new Reading(reading.signal(), reading.subject(), reading.value().map(value -> of("context.signals."
                + reading.signal(), value)), reading.observed(), reading.received(), reading.source(), reading
                        .integrity());
    }

    Value of(InputPath path, Value value) {
        return of(path.toString(), value);
    }

    private Value of(String about, Value value) {
        scratch.clear();
        Values.write(scratch, value);
        return StringValue.of(SEALED + HexFormat.of().formatHex(sealer.digest(about, scratch.toBytes())));
    }
}
