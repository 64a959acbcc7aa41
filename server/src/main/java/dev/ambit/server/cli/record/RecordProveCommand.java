package dev.ambit.server.cli.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ambit.core.encoding.Corrupt;
import dev.ambit.core.record.Records;
import dev.ambit.server.cli.frame.ExitCode;
import dev.ambit.server.cli.frame.Screen;
import dev.ambit.server.cli.remote.Connection;
import dev.ambit.server.cli.remote.NoReply;
import dev.ambit.server.cli.remote.ServerOptions;
import dev.ambit.server.cli.remote.Target;
import dev.ambit.server.log.note.Checkpoint;
import dev.ambit.server.log.note.InvalidNote;
import dev.ambit.server.log.note.Receipt;
import dev.ambit.server.log.note.VerifierKey;
import dev.ambit.server.log.tree.Tile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ambit record prove`: a receipt that a decision is in the log, and with the log's key, that it is the right one. The server is not
/// believed: the entry is fetched, read, and followed to the root that the key signed.
@Command(name = "prove", description = {
    "Fetches a receipt that a decision is in the log (C2SP tlog-proof). With --key, checks that it proves just this decision."
}, mixinStandardHelpOptions = true, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
    "0:there is a receipt, and with --key, it holds", "1:it does not hold, or there is no such record",
    "2:the command was not understood", "3:Ambit failed, or could not be reached"
}, footerHeading = "%nExample:%n", footer = "  ambit record prove d-6b0q2c-1 --key log.pub --out d-6b0q2c-1.receipt")
final class RecordProveCommand implements Callable<Integer> {
    private static final int LENGTH_BYTES = 2;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RECORD", description = "The id, as every answer tells it.")
    private String id;

    @Option(names = "--key", paramLabel = "KEY|FILE", converter = KeyArgument.class, description = {
        "The log's public key, or a file that holds it. The server prints it when it starts."})
    private Optional<VerifierKey> key = Optional.empty();

    @Option(names = "--out", paramLabel = "FILE", description = "Writes the receipt there, to be kept.")
    private Optional<Path> out = Optional.empty();

    @Mixin
    private ServerOptions server;

    @Override
    public Integer call() throws NoReply {
        var screen = Screen.of(spec.commandLine());
        try (var connection = server.connect()) {
            var text = connection.get(RecordListCommand.RECORDS.then(id).then("proof")).text();
            out.ifPresent(file -> write(text, file));
            if (key.isPresent()) {
                screen.say(checked(text, key.get(), connection));
            }
            if (key.isEmpty() && out.isEmpty()) {
                screen.say(text.stripTrailing());
            }
            return ExitCode.OK;
        } catch (InvalidNote | Corrupt broken) {
            screen.warn("%s the receipt proves nothing: %s".formatted(screen.paint().red("error:"), broken
                    .getMessage()));
            return ExitCode.PROBLEMS;
        }
    }

    private String checked(String text, VerifierKey believed, Connection connection) throws NoReply, InvalidNote,
            Corrupt {
        var receipt = Receipt.parse(text);
        var size = Checkpoint.verified(receipt.checkpoint(), believed).size();
        var entry = entry(receipt.index(), size, connection);
        var signed = receipt.verified(entry, believed);
        var found = Records.read(entry).id();
        if (!found.equals(id)) {
            throw new InvalidNote("it is for `%s`".formatted(found));
        }
        return "record %s is entry %,d of the log that `%s` signed, of %,d entries, root %s".formatted(id, receipt
                .index(), believed.name(), signed.size(), signed.root());
    }

    /// The bytes of one entry, out of the tile that holds it: each entry follows its length.
    private static byte[] entry(long index, long size, Connection connection) throws NoReply, InvalidNote {
        var first = index - index % Tile.FULL;
        if (index >= size) {
            throw new InvalidNote("entry %,d is behind the %,d that are signed".formatted(index, size));
        }
        var tile = new Tile.Entries(index / Tile.FULL, (int) Math.min(Tile.FULL, size - first));
        var bytes = ByteBuffer.wrap(connection.bytes(Target.of("/v1/log/" + tile.path())));
        for (var at = first; bytes.remaining() >= LENGTH_BYTES; at++) {
            var entry = new byte[Math.min(Short.toUnsignedInt(bytes.getShort()), bytes.remaining())];
            bytes.get(entry);
            if (at == index) {
                return entry;
            }
        }
        throw new InvalidNote("the tile of entry %,d ends before it".formatted(index));
    }

    private void write(String text, Path file) {
        try {
            Files.writeString(file, text, UTF_8);
        } catch (IOException unwritable) {
            throw new ParameterException(spec.commandLine(), "`%s` cannot be written".formatted(file), unwritable);
        }
    }
}
