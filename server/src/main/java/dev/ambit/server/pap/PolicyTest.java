package dev.ambit.server.pap;

import dev.ambit.cedar.text.Passage;
import dev.ambit.core.policy.Written;
import dev.ambit.server.yaml.Page;
import dev.ambit.server.yaml.Yaml;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One question to a policy directory, and the answer its authors expect. What the values in it are is found out when
/// the profile is known that declares their types.
///
/// @param page     the file it stands in
/// @param given    the situation
/// @param action   Cedar entity, or the id of an action; empty where the question is whether the task opens
/// @param resource Cedar entity
/// @param because  ids of policies or codes of reasons, all of which must be among the reasons
public record PolicyTest(
        Page page,
        Written<String> name,
        Given given,
        Optional<Written<String>> action,
        Optional<Passage> resource,
        Written<Expected> expected,
        List<Written<String>> because) {

    /// What may be expected.
    public enum Expected {
        PERMIT("permit"), DENY("deny"), HOLD("hold"), OPENED("opened"), NOT_OPENED("not-opened");

        private final String word;

        Expected(String word) {
            this.word = word;
        }

        /// As it is written in a test.
        public String word() {
            return word;
        }

        /// Whether it is about the opening of a task rather than about a request in it.
        public boolean isAboutOpening() {
            return this == OPENED || this == NOT_OPENED;
        }
    }

    /// A situation in which something is asked. What a test does not say is as its file has it for all.
    ///
    /// @param principal Cedar entity
    /// @param inputs    of the task, by name
    /// @param signals   by name; one that is nothing is known to be absent, one that is missing is unknown
    /// @param opened    what was so when the task was opened, where that differs
    /// @param request   what the enforcement point knows
    /// @param address   from where the principal speaks
    /// @param entities  instead of those of the directory, where they have the same names
    public record Given(
            Optional<Passage> principal,
            Optional<Written<String>> profile,
            Map<String, Yaml.Entry> inputs,
            Map<String, Yaml.Entry> signals,
            Optional<Opened> opened,
            Optional<Yaml> request,
            Optional<Written<String>> address,
            Optional<Written<String>> environment,
            Optional<Instant> time,
            Optional<Yaml> entities) {
        /// Nothing is given.
        static final Given NOTHING = new Given(Optional.empty(), Optional.empty(), Map.of(), Map.of(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        public Given {
            inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
            signals = Collections.unmodifiableMap(new LinkedHashMap<>(signals));
        }

        /// This, and for what it does not say, `otherwise`.
        Given or(Given otherwise) {
            return new Given(
                    principal.or(otherwise::principal),
                    profile.or(otherwise::profile),
                    joined(otherwise.inputs, inputs),
                    joined(otherwise.signals, signals),
                    opened.or(otherwise::opened),
                    request.or(otherwise::request),
                    address.or(otherwise::address),
                    environment.or(otherwise::environment),
                    time.or(otherwise::time),
                    entities.or(otherwise::entities));
        }

        private static Map<String, Yaml.Entry> joined(Map<String, Yaml.Entry> some, Map<String, Yaml.Entry> more) {
            var all = new LinkedHashMap<>(some);
            all.putAll(more);
            return all;
        }
    }

    /// When a task was opened, and what was so then and since.
    ///
    /// @param ago     before the question is asked
    /// @param idle    for how long nothing has been asked in it
    /// @param used    how many permits it has had
    /// @param signals those that were otherwise than at the question
    public record Opened(Duration ago, Duration idle, long used, Map<String, Yaml.Entry> signals) {
        /// Just now.
        static final Opened NOW = new Opened(Duration.ZERO, Duration.ZERO, 0, Map.of());

        public Opened {
            signals = Collections.unmodifiableMap(new LinkedHashMap<>(signals));
        }
    }

    public PolicyTest {
        because = List.copyOf(because);
    }
}
