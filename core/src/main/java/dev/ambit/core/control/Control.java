package dev.ambit.core.control;

import java.util.Locale;

/// One of the emergency controls.
public enum Control {
    FREEZE_EVERYTHING, FREEZE_PROFILE, FREEZE_PRINCIPAL, FREEZE_TENANT, LIFT;

    /// As it is written in `controls.yaml`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
