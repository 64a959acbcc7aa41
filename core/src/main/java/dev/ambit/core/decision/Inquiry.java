package dev.ambit.core.decision;

import dev.ambit.core.grant.RequestDigest;
import dev.ambit.core.policy.Release;
import dev.ambit.core.state.State;
import dev.ambit.core.task.Limits;
import dev.ambit.core.task.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One request being answered, and after that what its answer hangs on: what a record is made of.
/// Scratch space of a [Pdp]: it holds until the next decision.
public final class Inquiry {
    /// The last line of the combining rule that asks whether there is a task in which something can be asked.
    private static final int LAST_LINE_ABOUT_TASK = 4;

    private final Uses uses;
    private final List<Link> links = new ArrayList<>();
    private final Digester digester = new Digester();
    private @Nullable State state;
    private @Nullable Request request;
    private @Nullable Decision decision;
    private @Nullable RequestDigest digest;
    private Instant now = Instant.EPOCH;
    private int depth;
    private boolean isReopened;
    private Release release = Release.NONE;

    Inquiry(Uses uses) {
        this.uses = uses;
    }

    void open(State known, Request asked, Instant time) {
        state = known;
        request = asked;
        now = time;
        decision = null;
        digest = null;
        isReopened = false;
        forgetIfOutdated(known.release());
        depth = 0;
        for (var next = asked.task(); next != null && depth <= Limits.MOST_HOPS + 1; depth++) {
            var link = link(depth);
            link.begin(known, next, time);
            link.usage(link.found() == null ? Usage.NONE : uses.of(link.task()));
            link.ask(asked.action(), asked.resource(), asked.context());
            if (link.readsBehaviour() && isOwn(asked, time)) {
                link.behaves(uses.behaves(link, asked, time));
            }
            next = link.found() == null ? null : link.task().above();
        }
    }

    /// Whether the task asked in is that of whoever asks: nobody makes the task of another behave unusually.
    private boolean isOwn(Request asked, Instant time) {
        var task = links.getFirst().found();
        return task != null && task.principal().equals(asked.principal().uid()) && asked.principal().isProvenAt(time);
    }

    /// Starts over with what was used meanwhile; once, since nobody gives back what was used.
    void reopen() {
        if (isReopened) {
            throw new IllegalStateException("what task `%s` may use has run out and come back".formatted(asked().id()));
        }
        isReopened = true;
        for (var link : chain()) {
            link.covering().clear();
            link.usage(uses.of(link.task()));
        }
    }

    void close(Decision answer) {
        decision = answer;
    }

    @SuppressWarnings("ReferenceEquality") // another object means other compiled policies
    private void forgetIfOutdated(Release next) {
        if (next != release) {
            links.forEach(Link::forgetWorkspaces);
            release = next;
        }
    }

    private Link link(int index) {
        if (index == links.size()) {
            links.add(new Link());
        }
        return links.get(index);
    }

    /// What the request is bound to in approvals; worked out on first need.
    public RequestDigest digest() {
        var known = digest;
        if (known == null) {
            known = digester.digest(request());
            digest = known;
        }
        return known;
    }

    /// Whether a record needs [#digest]: an approval hangs on it, or the enforcement point told more than action and resource.
    public boolean isDigestKept() {
        return digest != null || request().context().size() > 0 || request().recorded().isPresent();
    }

    public State state() {
        return Objects.requireNonNull(state);
    }

    public Request request() {
        return Objects.requireNonNull(request);
    }

    /// What will have been used of the task of `link` with this decision.
    public Usage usageAfter(Link link) {
        if (decision().isPermit()) {
            return link.usageAfter(now);
        }
        return link.found() != null && isAskedInTask() ? link.usage().asked(now) : link.usage();
    }

    /// Whether the request was made in a task that is under way, which keeps it from being idle.
    boolean isAskedInTask() {
        return decision().reasons().getFirst().code().line() > LAST_LINE_ABOUT_TASK;
    }

    /// The answer; to be asked for once there is one.
    public Decision decision() {
        return Objects.requireNonNull(decision);
    }

    /// As of when it was decided.
    public Instant now() {
        return now;
    }

    Uses uses() {
        return uses;
    }

    /// The task asked in.
    public Link asked() {
        return links.getFirst();
    }

    /// The task asked in, then those above it, the nearest first.
    public List<Link> chain() {
        return Collections.unmodifiableList(links.subList(0, depth));
    }

    /// How many links the chain has.
    public int depth() {
        return depth;
    }

    /// The task `hops` above the one asked in.
    public Link link(long hops) {
        return links.get(Math.toIntExact(hops));
    }
}
