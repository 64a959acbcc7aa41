package dev.ambit.cedar.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What was found wrong or doubtful so far, over all files of a directory. Said of one place by one rule, a thing is
/// found once. The first [#MOST] are kept and the rest are counted. Not for use by several threads.
public final class Findings {
    /// Most findings that are told one by one.
    public static final int MOST = 500;

    private static final Comparator<Diagnostic> PLACE = Comparator
            .comparing((Diagnostic finding) -> finding.source().name())
            .thenComparingInt(finding -> finding.span().start());

    /// What makes two findings one: a policy may be wrong at one place for each of many actions.
    private record Place(String file, Span span, String code) {}

    private final List<Diagnostic> found = new ArrayList<>();
    private final Set<Place> places = new HashSet<>();
    private int untold;
    private boolean hasErrors;

    /// None so far.
    public Findings() {}

    public void add(Diagnostic finding) {
        hasErrors |= finding.isError();
        var place = new Place(finding.source().name(), finding.span(), finding.code());
        if (!finding.span().equals(Span.NONE) && !places.add(place)) {
            return;
        }
        if (found.size() < MOST) {
            found.add(finding);
        } else {
            untold++;
        }
    }

    public void addAll(Collection<Diagnostic> findings) {
        findings.forEach(this::add);
    }

    /// Refuses the directory if there was any error.
    ///
    /// @throws InvalidInput with everything found, warnings included, file by file
    public void refuse() throws InvalidInput {
        if (hasErrors) {
            throw new InvalidInput(inOrder());
        }
    }

    /// Everything found, by the names of files and then by place.
    public List<Diagnostic> inOrder() {
        var all = new ArrayList<>(found);
        all.sort(PLACE);
        if (untold > 0) {
            var last = new Source(all.getLast().source().name(), "");
            var more = "%,d more findings are not told".formatted(untold);
            all.add(hasErrors
                    ? Diagnostic.error("more-findings", last, Span.NONE, more)
                    : Diagnostic.warning("more-findings", last, Span.NONE, more));
        }
        return all;
    }
}
