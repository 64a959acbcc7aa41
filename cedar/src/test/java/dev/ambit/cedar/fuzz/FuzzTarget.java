package dev.ambit.cedar.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/// What the fuzzer calls, by this name. The first byte of an input chooses the parser, the rest is its text, unless the
/// system property `ambit.fuzz` names one parser for all.
public final class FuzzTarget {
    private static final String CHOSEN = System.getProperty("ambit.fuzz", "");

    private static final List<FuzzedParser> PARSERS = List.of(FuzzedParser.values());

    private FuzzTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length > 0) {
            parser(input[0]).fuzz(new String(input, 1, input.length - 1, UTF_8));
        }
    }

    private static FuzzedParser parser(byte choice) {
        return CHOSEN.isEmpty()
                ? PARSERS.get(Byte.toUnsignedInt(choice) % PARSERS.size())
                : FuzzedParser.valueOf(CHOSEN);
    }

    /// The input that tries what `parser` accepts.
    static byte[] input(FuzzedParser parser) {
        var text = (" " + parser.accepted()).getBytes(UTF_8);
        text[0] = (byte) PARSERS.indexOf(parser);
        return text;
    }
}
