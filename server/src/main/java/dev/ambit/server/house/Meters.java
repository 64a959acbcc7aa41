package dev.ambit.server.house;

import dev.ambit.server.metrics.Machine;
import dev.ambit.server.metrics.Sheet;
import dev.ambit.server.pap.LiveRelease;
import dev.ambit.server.pdp.http.Front;

/// Everybody that counts something, asked in turn.
record Meters(House house, Front front, LiveRelease live, Condition condition, String version) {
    byte[] text() {
        var sheet = new Sheet();
        sheet.gauge("ambit_info", "Which Ambit this is.", 1, "version", version);
        sheet.gauge("ambit_ready", "Whether it can decide and record.", condition.obstacle().isEmpty() ? 1 : 0);
        release(sheet);
        house.write(sheet);
        front.meters().write(sheet);
        sheet.gauge("ambit_http_connections", "Connections that are open.", front.connections());
        Machine.write(sheet);
        return sheet.text();
    }

    private void release(Sheet sheet) {
        var status = live.status();
        status.inForce().ifPresent(release -> sheet.gauge("ambit_release_info", "The policy release in force.", 1,
                "release", release.toString()));
        sheet.gauge("ambit_release_current", "Whether what lies in the policy directory is what is in force.", status
                .isCurrent() ? 1 : 0);
        sheet.gauge("ambit_release_since_seconds", "Since when it is in force, in seconds since 1970.", status.since()
                .toEpochMilli() / 1e3);
        sheet.count("ambit_release_loads", "Policy releases that came into force.", status.loads());
        sheet.count("ambit_release_refusals", "Policy directories that were refused.", status.refusals());
    }
}
