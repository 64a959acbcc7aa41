package dev.ambit.server.pap;

import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.text.Span;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;

/// A text that came from outside: UTF-8 without a byte order mark, of bounded size.
public final class TextFile {
    /// Largest text that is read, in bytes.
    public static final int LARGEST = 16 << 20;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private TextFile() {}

    /// The text of a regular file.
    ///
    /// @param name what diagnostics call it
    /// @throws InvalidInput where it cannot be read, or is not such a text
    public static Source read(Path file, String name) throws InvalidInput {
        if (!Files.isRegularFile(file)) {
            throw refused("unreadable-file", name, Files.exists(file)
                    ? "`%s` is not a regular file".formatted(name)
                    : "there is no file `%s`".formatted(name));
        }
        try (var in = Files.newInputStream(file)) {
            return read(in, name);
        } catch (IOException failure) {
            throw refused("unreadable-file", name, "`%s` cannot be read: %s".formatted(name, why(failure)));
        }
    }

    /// The text of a stream, read to its end or to one byte more than [#LARGEST].
    ///
    /// @throws IOException where the stream fails
    public static Source read(InputStream in, String name) throws IOException, InvalidInput {
        var bytes = in.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw refused("file-too-large", name, "`%s` has more than %,d bytes".formatted(name, LARGEST));
        }
        var source = new Source(name, decode(bytes, name));
        if (source.text().indexOf(BYTE_ORDER_MARK) == 0) {
            throw new InvalidInput(Diagnostic.error("byte-order-mark", source, new Span(0, 1),
                    "`%s` begins with a byte order mark".formatted(name)).help("Save it as UTF-8 without one"));
        }
        return source;
    }

    /// Puts `text` in the place of what `file` held, at once: whoever reads the file meanwhile, or after a crash, finds the
    /// old text or the new one. Permissions stay; a symbolic link stays one.
    ///
    /// @throws IOException where it cannot be written; then it still holds the old text
    public static void replace(Path file, String text) throws IOException {
        var target = file.toRealPath();
        var part = Files.createTempFile(target.resolveSibling(""), ".ambit-", ".part");
        try {
            try (var out = FileChannel.open(part, StandardOpenOption.WRITE)) {
                out.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
                out.force(true);
            }
            if (Files.getFileStore(target).supportsFileAttributeView(PosixFileAttributeView.class)) {
                Files.setPosixFilePermissions(part, Files.getPosixFilePermissions(target));
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static String decode(byte[] bytes, String name) throws InvalidInput {
        var decoder = StandardCharsets.UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var in = ByteBuffer.wrap(bytes);
        var out = CharBuffer.allocate(bytes.length);
        if (decoder.decode(in, out, true).isError()) {
            // The place is where decoding stopped; what stands there and behind it is shown as well as can be.
            var at = out.position();
            var source = new Source(name, new String(bytes, StandardCharsets.UTF_8));
            throw new InvalidInput(Diagnostic.error("not-utf8", source, new Span(at, at + 1),
                    "byte 0x%02X is not UTF-8".formatted(bytes[in.position()])).help("Save the file as UTF-8"));
        }
        return out.flip().toString();
    }

    /// Why a file could not be had, in words: the JDK's messages often are only the path.
    public static String why(IOException failure) {
        return switch (failure) {
            case AccessDeniedException _ -> "permission denied";
            case NoSuchFileException _ -> "it does not exist";
            default -> String.valueOf(failure.getMessage());
        };
    }

    private static InvalidInput refused(String code, String name, String message) {
        return new InvalidInput(Diagnostic.error(code, new Source(name, ""), Span.NONE, message));
    }
}
