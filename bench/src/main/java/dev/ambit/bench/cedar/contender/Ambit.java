package dev.ambit.bench.cedar.contender;

import dev.ambit.bench.cedar.workload.Workload;
import dev.ambit.cedar.authorize.EvaluationError;
import dev.ambit.cedar.authorize.Response.Decision;
import dev.ambit.cedar.engine.CompiledPolicies;
import dev.ambit.cedar.engine.Evaluation;
import dev.ambit.cedar.engine.Reads;
import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.syntax.PolicyParser;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// This project's engine. Each instance decides in a workspace of its own, so each thread needs its own instance.
public final class Ambit implements Contender {
    /// Which entities an evaluation is given.
    public enum Store {
        /// Only those around the request, each request with a store of its own.
        SMALL,
        /// One store of the whole organisation.
        LARGE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Whether an evaluation says what it read.
    public enum Provenance {
        ON, OFF;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Workload workload;
    private final CompiledPolicies policies;
    private final Store store;
    private final Provenance provenance;
    private final List<Entities> entities;
    private final Evaluation evaluation;
    private final Reads reads = new Reads();

    public Ambit(Workload workload, Store store, Provenance provenance) {
        this(workload, load(workload.cedar()), store, provenance);
    }

    private Ambit(Workload workload, CompiledPolicies policies, Store store, Provenance provenance) {
        this.workload = workload;
        this.policies = policies;
        this.store = store;
        this.provenance = provenance;
        this.evaluation = policies.evaluation();
        this.entities = switch (store) {
            case SMALL -> workload.small();
            case LARGE -> Collections.nCopies(workload.requests().size(), workload.large());
        };
    }

    /// Policies ready to decide, from their text.
    public static CompiledPolicies load(String cedar) {
        try {
            return CompiledPolicies.compile(PolicyParser.parse(Source.of(cedar)));
        } catch (InvalidInput refused) {
            throw new IllegalStateException("Ambit does not load the workload", refused);
        }
    }

    /// The same policies under other conditions.
    public Ambit with(Store other, Provenance recorded) {
        return new Ambit(workload, policies, other, recorded);
    }

    /// The same once more, for another thread.
    public Ambit again() {
        return with(store, provenance);
    }

    public Store store() {
        return store;
    }

    public Provenance provenance() {
        return provenance;
    }

    @Override
    public String name() {
        return "Ambit";
    }

    @Override
    public boolean allows(int index) {
        return decide(index) == Decision.ALLOW;
    }

    /// The same, and the whole response made as well.
    public boolean allowsWithResponse(int index) {
        decide(index);
        return evaluation.response().isAllowed();
    }

    @Override
    public Answer answer(int index) {
        decide(index);
        var response = evaluation.response();
        var failed = response.errors().stream().map(EvaluationError::policy).collect(Collectors.toSet());
        return new Answer(response.isAllowed(), Optional.of(new Answer.Why(response.determining(), failed)));
    }

    private Decision decide(int index) {
        var request = workload.requests().get(index);
        return switch (provenance) {
            case ON -> evaluation.decide(request, entities.get(index), reads);
            case OFF -> evaluation.decide(request, entities.get(index));
        };
    }
}
