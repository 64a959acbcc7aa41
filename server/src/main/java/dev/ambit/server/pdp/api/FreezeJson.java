package dev.ambit.server.pdp.api;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.core.control.Freeze;
import dev.ambit.core.control.Target;
import dev.ambit.server.pdp.json.JsonOut;
import java.util.Locale;

/// Freezes as operators see them.
final class FreezeJson {
    private FreezeJson() {}

    static void write(Freeze freeze, JsonOut out) {
        out.put("id", freeze.id());
        write(freeze.target(), out);
        out.put("state", freeze.standing().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        out.put("reason", freeze.reason()).put("since", freeze.since()).put("by", freeze.by());
        freeze.second().ifPresent(second -> out.put("confirmed_by", second));
        freeze.lifter().ifPresent(lifter -> out.put("lift_asked_by", lifter));
    }

    private static void write(Target target, JsonOut out) {
        switch (target) {
            case Target.Everything.EVERYTHING -> out.put("everything", true);
            case Target.OfProfile(var profile) -> out.put("profile", profile);
            case Target.OfPrincipal(var principal) -> out.putObject("principal", it -> entity(principal, it));
            case Target.OfTenant(var group) -> out.putObject("tenant", it -> entity(group, it));
        }
    }

    private static void entity(EntityUid uid, JsonOut out) {
        out.put("type", uid.type()).put("id", uid.id());
    }
}
