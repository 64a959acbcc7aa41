package dev.ambit.server.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.StringValue;
import dev.ambit.core.identity.Caller;
import dev.ambit.core.identity.Caller.Role;
import dev.ambit.core.identity.Proof.Means;
import dev.ambit.core.signal.Message.Said;
import dev.ambit.server.pap.ReleaseDirectory;
import dev.ambit.server.pdp.api.By;
import dev.ambit.server.pdp.api.Signals.Result;
import dev.ambit.server.pdp.caller.Known;
import dev.ambit.server.pip.Refusals;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who may say what, where callers are known by their keys.
class SignalDeskTest {
    @TempDir
    private Path data;

    @ParameterizedTest(name = "{0} says {1} as {2}: {3}")
    @CsvSource(nullValues = "-", textBlock = """
            ticketing,        ticket,        -,                -
            ticketing,        ticket,        ticketing,        -
            incident-desk,    ticket,        -,                wrong-source
            incident-desk,    ticket,        ticketing,        wrong-source
            release-calendar, change_window, -,                integrity-too-low
            """)
    void only_the_source_itself_is_believed_and_no_more_than_its_key_shows(String caller, String signal, String source,
            String code) throws Exception {
        try (var house = House.open(data, InstantSource.system(), (_, _) -> {}, _ -> {}, _ -> {})) {
            house.registrar().load(house.releases().keep(ReleaseDirectory.load(Acme.POLICIES)), "test").get();
            var desk = new SignalDesk(house, InstantSource.system(), Runnable::run, new Refusals(data), false);
            var found = desk.signal(signal).orElseThrow();
            var value = signal.equals("ticket") ? RecordValue.of(Map.of("state", StringValue.of("open"))) : null;
            var said = new Said(signal, EntityUid.of(found.about(), "prod"), Optional.ofNullable(value), Optional
                    .empty());

            var result = desk.say(by(caller), said, Optional.ofNullable(source)).get();

            if (code == null) {
                assertThat(result).isInstanceOf(Result.Now.class);
            } else {
                assertThat(result).isInstanceOfSatisfying(Result.Not.class, not -> assertThat(not.refused().code())
                        .isEqualTo(code));
                assertThat(house.registrar().state().reading(signal, said.subject())).isNull();
            }
        }
    }

    private static By by(String name) {
        return new By(new Known(new Caller(name, Set.of(Role.SOURCE)), Optional.empty(), Means.API_KEY), Optional
                .empty());
    }
}
