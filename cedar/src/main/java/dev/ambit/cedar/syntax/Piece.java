package dev.ambit.cedar.syntax;

import dev.ambit.cedar.syntax.Token.Kind;
import dev.ambit.cedar.text.Limits;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A token as it was written, with the comments that belong to it.
///
/// @param text         the letters of the token
/// @param above        the comments on the lines before it
/// @param isAfterBlank whether an empty line stands before the token, behind the comments above it
/// @param beside       the comment behind it on its line
record Piece(Token token, String text, List<Comment> above, boolean isAfterBlank, Optional<String> beside) {

    /// @param isAfterBlank whether an empty line stands before it
    record Comment(String text, boolean isAfterBlank) {}

    Kind kind() {
        return token.kind();
    }

    /// All of `source`, which is known to be without mistakes; the last piece is the end, to which the last comments
    /// belong.
    static List<Piece> of(Source source, Limits limits) {
        return new Cutting(source, limits).pieces();
    }

    /// One pass over a source.
    private static final class Cutting {
        private final Source source;
        private final Lexer lexer;
        private int seen;
        private int behind;

        Cutting(Source source, Limits limits) {
            this.source = source;
            this.lexer = new Lexer(source, limits, new Complaints(source));
        }

        List<Piece> pieces() {
            var pieces = new ArrayList<Piece>();
            for (var token = lexer.next();; token = lexer.next()) {
                var beside = beside(pieces.isEmpty());
                if (!pieces.isEmpty()) {
                    pieces.add(with(pieces.removeLast(), beside));
                }
                pieces.add(piece(token));
                if (token.kind() == Kind.END) {
                    return pieces;
                }
            }
        }

        private static Piece with(Piece piece, Optional<String> beside) {
            return new Piece(piece.token(), piece.text(), piece.above(), piece.isAfterBlank(), beside);
        }

        /// The comment on the line on which the last token ends.
        private Optional<String> beside(boolean isFirst) {
            if (isFirst || seen == lexer.comments().size()) {
                return Optional.empty();
            }
            var comment = lexer.comments().get(seen);
            if (lineEnds(behind, comment.start()) > 0) {
                return Optional.empty();
            }
            seen++;
            behind = comment.end();
            return Optional.of(text(comment));
        }

        private Piece piece(Token token) {
            var above = new ArrayList<Comment>();
            for (; seen < lexer.comments().size(); seen++) {
                var comment = lexer.comments().get(seen);
                above.add(new Comment(text(comment), lineEnds(behind, comment.start()) > 1));
                behind = comment.end();
            }
            var isAfterBlank = lineEnds(behind, token.start()) > 1;
            behind = token.end();
            return new Piece(token, source.slice(token.span()), above, isAfterBlank, Optional.empty());
        }

        private String text(Span comment) {
            return source.slice(comment).stripTrailing();
        }

        private long lineEnds(int from, int to) {
            return source.text().substring(from, to).replace("\r\n", "\n").chars().filter(c -> c == '\n' || c == '\r')
                    .count();
        }
    }
}
