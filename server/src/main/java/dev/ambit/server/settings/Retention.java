package dev.ambit.server.settings;

import dev.ambit.server.yaml.Forms;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How long what happened is kept. Whole files are let go of, so that somewhat more stays than is said here.
///
/// @param records      for how long decisions are; empty for ever
/// @param recordsBytes how much of them; empty without limit
/// @param changes      for how long changes are that no restart needs; empty for ever
public record Retention(Optional<Duration> records, Optional<Long> recordsBytes, Optional<Duration> changes) {
    private static final Key<Optional<Duration>> RECORDS = Key.optional("records.for", Forms.DURATION, "for ever",
            "For how long decisions are kept. What is left can still be proven to be part of all there were.");
    private static final Key<Optional<Long>> BYTES = Key.optional("records.size", SettingForms.size(1 << 20, 1L << 50),
            "without limit", "How much of them is kept; the oldest go first.");
    private static final Key<Optional<Duration>> CHANGES = Key.optional("changes.for", Forms.DURATION, "for ever",
            "For how long changes are kept that are in every kept snapshot, so that no restart needs them.");

    static final Group<Retention> GROUP = Group.of("retention",
            "How long what happened is kept. Whole files are let go of, once a minute.", List.of(RECORDS, BYTES,
                    CHANGES),
            values -> new Retention(values.get(RECORDS), values.get(BYTES), values.get(CHANGES)));
}
