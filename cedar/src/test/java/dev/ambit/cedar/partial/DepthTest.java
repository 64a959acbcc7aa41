package dev.ambit.cedar.partial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.authorize.Request;
import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.value.EntityUid;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The highest expressions the parser lets through, on a small stack.
class DepthTest {
    private static final int SMALL_STACK = 1 << 20;

    private static final EntityUid ALICE = EntityUid.of("User", "alice");
    private static final Request REQUEST = Request.of(ALICE, EntityUid.of("Action", "read"), ALICE);

    @ParameterizedTest(name = "{1} times {0} … {2}")
    @CsvSource(delimiterString = "→", textBlock = """
            (context.a &&              → 190 → )
            context.a == 1 && (        → 190 → )
            (context.a ||              → 190 → )
            (!context.a ||             → 190 → )
            if context.a then (        → 190 → ) else context.c
            if (                       → 190 → ) then context.b else false
            !(context.a ==             → 190 → )
            -(                         → 190 → )
            1 + (                      → 190 → )
            {a:                        → 190 → }.a
            {a:                        → 190 → }
            [                          → 190 → ]
            principal in [             → 190 → ]
            (                          → 190 → ) has a.b
            (                          → 190 → ) like "a"
            (                          → 190 → ) is User in principal
            ip(                        → 190 → ).isIpv4()
            ''                         → 390 → .a
            ''                         → 390 → .getTag("a")
            ''                         → 390 → ' && context.a'
            ''                         → 390 → ' || context.a'
            ''                         → 390 → ' + 1'
            """)
    void no_expression_is_too_high(String before, int times, String after) throws InterruptedException {
        var policy = PartialEvaluationTest.parse("permit(principal, action, resource) when { %sprincipal.z%s };"
                .formatted((before + " ").repeat(times), after.repeat(times))).policies().values().iterator().next();
        var expr = policy.conditions().getFirst().body();

        assertThat(failureOnSmallStack(() -> {
            Reference.evaluate(expr, REQUEST, Entities.EMPTY);
            PartialEvaluation.evaluate(expr, Facts.NOTHING);
            PartialEvaluation.evaluate(expr, Facts.of(REQUEST, Entities.EMPTY));
            PartialEvaluation.cases(policy, Facts.NOTHING);
        })).isNull();
    }

    private static Throwable failureOnSmallStack(Runnable work) throws InterruptedException {
        var failure = new AtomicReference<Throwable>();
        var thread = new Thread(null, work, "small stack", SMALL_STACK);
        thread.setUncaughtExceptionHandler((_, thrown) -> failure.set(thrown));
        thread.start();
        thread.join();
        return failure.get();
    }
}
