package dev.ambit.bench;

import dev.ambit.bench.cedar.Profile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/// Where does the time go? `profile decide|load [POLICIES [SECONDS]]` repeats that, samples, and lists what ran.
public final class ProfileBench {
    private ProfileBench() {}

    public static void main(String[] args) throws IOException {
        var what = args.length > 0 ? args[0] : "decide";
        var policies = args.length > 1 ? Integer.parseInt(args[1]) : 1_000;
        var seconds = args.length > 2 ? Integer.parseInt(args[2]) : 20;
        var recording = Path.of("target", what + "-" + policies + ".jfr").toAbsolutePath();
        System.out.println(profile(what, policies).run(Duration.ofSeconds(seconds), recording));
        System.out.println("The recording: " + recording);
    }

    private static Profile profile(String what, int policies) {
        return switch (what) {
            case "decide" -> Profile.deciding(policies);
            case "load" -> Profile.loading(policies);
            default -> throw new IllegalArgumentException("expected `decide` or `load`, found `" + what + "`");
        };
    }
}
