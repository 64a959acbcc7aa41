package dev.ambit.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

/// What has to hold of the data directory of any server that has ended, in whatever way.
final class Aftermath {
    private Aftermath() {}

    /// The log is what was signed, and every decision in it is taken again as it was.
    static void of(Server server) {
        var verified = Ambit.run("verify", server.data().resolve("record"), "--key", server.key());
        assertThat(verified.exitCode()).as(verified.out()).isZero();
        var replayed = Ambit.run("record", "replay", server.data());
        assertThat(replayed.exitCode()).as(replayed.out()).isZero();
    }
}
