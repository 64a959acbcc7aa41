package dev.ambit.cedar.validate;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;

/// Tells text that may read otherwise than it is, after Unicode Technical Standard 39.
/// It goes by what the JDK knows of characters: the script of each, not the further scripts some are used in (Script
/// Extensions), and properties of characters in place of the standard's table of those allowed in identifiers. Both err on
/// rare characters only.
final class Scripts {
    private static final String REVERSING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069";

    /// Allowed in identifiers though they are neither letters nor digits: UAX 31, table 3.
    private static final String INCLUDED = "'-.:\u00b7\u0375\u058a\u05f3\u05f4\u06fd\u06fe\u0f0b\u2010\u2019\u2027\u30a0\u30fb";

    /// Scripts in widespread everyday use: UAX 31, table 5.
    private static final Set<UnicodeScript> EVERYDAY = EnumSet.of(
            UnicodeScript.COMMON, UnicodeScript.INHERITED, UnicodeScript.ARABIC, UnicodeScript.ARMENIAN,
            UnicodeScript.BENGALI, UnicodeScript.BOPOMOFO, UnicodeScript.CYRILLIC, UnicodeScript.DEVANAGARI,
            UnicodeScript.ETHIOPIC, UnicodeScript.GEORGIAN, UnicodeScript.GREEK, UnicodeScript.GUJARATI,
            UnicodeScript.GURMUKHI, UnicodeScript.HAN, UnicodeScript.HANGUL, UnicodeScript.HEBREW,
            UnicodeScript.HIRAGANA, UnicodeScript.KANNADA, UnicodeScript.KATAKANA, UnicodeScript.KHMER,
            UnicodeScript.LAO, UnicodeScript.LATIN, UnicodeScript.MALAYALAM, UnicodeScript.MYANMAR,
            UnicodeScript.ORIYA, UnicodeScript.SINHALA, UnicodeScript.TAMIL, UnicodeScript.TELUGU,
            UnicodeScript.THAANA, UnicodeScript.THAI, UnicodeScript.TIBETAN);

    private Scripts() {}

    /// Whether `text` holds a character that changes the direction text is shown in.
    static boolean isReversing(String text) {
        return text.chars().anyMatch(c -> REVERSING.indexOf(c) >= 0);
    }

    /// Whether no script, and no combination of scripts one language is written in, has all characters of `text`.
    static boolean isMixed(String text) {
        return text.codePoints()
                .mapToObj(UnicodeScript::of)
                .distinct()
                .filter(script -> script != UnicodeScript.COMMON && script != UnicodeScript.INHERITED
                        && script != UnicodeScript.UNKNOWN)
                .map(Scripts::systems)
                .reduce(Scripts::intersection)
                .filter(Set::isEmpty)
                .isPresent();
    }

    /// The first character of `name` that has no place in an identifier, other than printable ASCII and spaces.
    static OptionalInt unusual(String name) {
        return name.codePoints().filter(c -> (c < ' ' || c > '~') && !isAllowed(c)).findFirst();
    }

    private static boolean isAllowed(int c) {
        return INCLUDED.indexOf(c) >= 0
                || Character.isUnicodeIdentifierPart(c)
                        && !Character.isIdentifierIgnorable(c)
                        && EVERYDAY.contains(UnicodeScript.of(c))
                        && Normalizer.isNormalized(Character.toString(c), Normalizer.Form.NFKC);
    }

    /// What a character of `script` may be part of: Japanese, for instance, is written in three scripts.
    private static Set<String> systems(UnicodeScript script) {
        return switch (script) {
            case HAN -> Set.of("Han", "Chinese with Bopomofo", "Japanese", "Korean");
            case BOPOMOFO -> Set.of("Bopomofo", "Chinese with Bopomofo");
            case HIRAGANA, KATAKANA -> Set.of(script.name(), "Japanese");
            case HANGUL -> Set.of("Hangul", "Korean");
            default -> Set.of(script.name());
        };
    }

    private static Set<String> intersection(Set<String> left, Set<String> right) {
        var both = new HashSet<>(left);
        both.retainAll(right);
        return both;
    }
}
