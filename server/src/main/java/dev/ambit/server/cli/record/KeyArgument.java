package dev.ambit.server.cli.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ambit.server.log.note.InvalidNote;
import dev.ambit.server.log.note.VerifierKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A public key as it is typed: itself, `name+id+key`, or a file that holds nothing else.
final class KeyArgument implements ITypeConverter<VerifierKey> {
    private static final int LONGEST = 4096;

    @Override
    public VerifierKey convert(String text) {
        try {
            return VerifierKey.parse(text.contains("+") ? text : read(Path.of(text)));
        } catch (InvalidNote | IOException wrong) {
            throw new TypeConversionException(
                    "%s. Give the public key, or a file that holds it; the server prints it when "
                            .formatted(wrong.getMessage()) + "it starts");
        }
    }

    private static String read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("there is no file `%s`".formatted(file));
        }
        if (Files.size(file) > LONGEST) {
            throw new IOException("`%s` is larger than any key".formatted(file));
        }
        return Files.readString(file, UTF_8).strip();
    }
}
