package dev.ambit.server.log.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambit.server.log.tree.Hash;
import dev.ambit.server.log.tree.TreeHasher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Notes, keys and checkpoints, beside the examples of the specification of signed notes and of Go's package `note`.
class NoteTest {
    private static final String PETER_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private static final String PETER_NOTE = """
        If you think cryptography is the answer to your problem,
        then you don't know what your problem is.

        — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
        """;

    @TempDir
    Path directory;

    @Test
    void a_note_that_somebody_else_signed_long_ago_is_verified_with_their_key() throws Exception {
        var note = SignedNote.parse(PETER_NOTE);
        assertThat(note.verified(VerifierKey.parse(PETER_KEY)).text()).endsWith("your problem is.\n");
        assertThat(note).hasToString(PETER_NOTE);
        assertThat(VerifierKey.parse(PETER_KEY)).hasToString(PETER_KEY);
    }

    @Test
    void every_changed_character_of_a_note_is_noticed() throws Exception {
        var key = SigningKey.generate("acme.example/log");
        var note = new Checkpoint("acme.example/log", 7, TreeHasher.EMPTY).signed(key).toString();
        for (var at = 0; at < note.length(); at++) {
            for (var other : List.of('A', 'b', '0', '\n', ' ', '+', '=')) {
                if (note.charAt(at) == other) continue;
                var changed = note.substring(0, at) + other + note.substring(at + 1);
                assertThatThrownBy(() -> Checkpoint.verified(SignedNote.parse(changed), key.verifier()))
                        .as(changed)
                        .isInstanceOf(InvalidNote.class);
            }
        }
    }

    @Test
    void signatures_by_others_do_not_matter_but_one_that_claims_to_be_ours_does() throws Exception {
        var ours = SigningKey.generate("acme.example/log");
        var witness = SigningKey.generate("witness.example");
        var checkpoint = new Checkpoint("acme.example/log", 7, TreeHasher.EMPTY);
        var note = checkpoint.signed(ours).with(witness.sign(checkpoint.text()));

        assertThat(Checkpoint.verified(SignedNote.parse(note.toString()), ours.verifier())).isEqualTo(checkpoint);
        assertThatThrownBy(() -> note.with(ours.sign("another text\n")).verified(ours.verifier()))
                .hasMessage("the signature by `acme.example/log` does not belong to this text");
        assertThatThrownBy(() -> note.verified(SigningKey.generate("acme.example/log").verifier()))
                .hasMessageStartingWith("it is not signed by `acme.example/log` with key ");
        assertThatThrownBy(() -> Checkpoint.verified(note, witness.verifier()))
                .hasMessage("it is a checkpoint of `acme.example/log`, not of `witness.example`");
    }

    @Test
    void a_witness_s_cosignature_covers_the_time_at_which_it_was_made() throws Exception {
        var key = SigningKey.generate("witness.example");
        var text = new Checkpoint("acme.example/log", 7, TreeHasher.EMPTY).text();
        var keys = new WitnessKey(key);

        var note = SignedNote.parse(text + "\n" + keys.cosign(text, 1_700_000_000) + "\n");

        assertThat(note.verified(keys.verifier)).isEqualTo(note);
        assertThatThrownBy(() -> SignedNote.parse(text + "\n" + keys.cosignAs(text, 1_700_000_000, 1_700_000_001)
                + "\n")
                .verified(keys.verifier)).isInstanceOf(InvalidNote.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "acme\n1\n", "acme\n01\n#\n", "acme\n-1\n#\n", "acme\n1\n#", "acme\n1\n#\nmore\n",
        "\n1\n#\n",
        "acme\n99999999999999999999\n#\n", "acme\n9223372036854775808\n#\n", "acme\n1\nnonsense\n", "acme\n1\n\n",
        "acme\n+1\n#\n"})
    void what_is_not_exactly_origin_size_and_root_is_no_checkpoint(String text) {
        assertThatThrownBy(() -> Checkpoint.parse(text.replace("#", TreeHasher.EMPTY.toString())))
                .isInstanceOf(InvalidNote.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "no signature\n\n", "no break\n\n— a AAAAAAA=", "\n— acme AAAAAAAA\n",
        "t\n\n- acme AAAAAAAA\n",
        "t\n\n— acme\n", "t\n\n—  AAAAAAAA\n", "t\n\n— acme AAAA\n", "t\n\n— acme AAAAAAB=\n",
        "t\u0001\n\n— acme AAAAAAAA\n"})
    void what_is_not_text_and_signatures_is_no_note(String note) {
        assertThatThrownBy(() -> SignedNote.parse(note)).isInstanceOf(InvalidNote.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        PeterNeumann                                                                | a public key reads `name+id+key`, not `PeterNeumann`
        PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW          | key `PeterNeumann` has id c74f20a4, not the id that belongs to it
        PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10T           | this is base64 in another spelling than the usual one
        PeterNeumann+c74f20a3+AQ==                                                  | key `PeterNeumann` is not one byte for its type and 32 for Ed25519
        PeterNeumann+c74f20a3+Ahpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW          | key `PeterNeumann` has type 2; known are 1 for notes and 4 for cosignatures
        Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW         | a key cannot be called `Peter Neumann`: a name has neither spaces nor `+`
        """)
    void a_key_that_is_none_is_refused_because(String key, String why) {
        assertThatThrownBy(() -> VerifierKey.parse(key)).isInstanceOf(InvalidNote.class).hasMessage(why);
    }

    @RepeatedTest(200)
    void parsing_anything_ends_in_a_note_or_a_refusal(RepetitionInfo run) {
        var random = new SplittableRandom(run.getCurrentRepetition());
        var pieces = List.of("\n", "\n\n", "— ", "acme ", "AAAAAAAA", "+", "1", "=", "c2sp.org/tlog-proof@v1\n",
                "index ", "\u0000", "é");
        var text = new ArrayList<String>();
        for (var more = random.nextInt(12); more > 0; more--) text.add(pieces.get(random.nextInt(pieces.size())));
        var input = String.join("", text);
        for (Reading reading : List.<Reading>of(SignedNote::parse, Checkpoint::parse, VerifierKey::parse,
                Receipt::parse)) {
            try {
                assertThat(reading.read(input)).isNotNull();
            } catch (InvalidNote refused) {
                assertThat(refused).message().isNotBlank();
            }
        }
    }

    private interface Reading {
        Object read(String text) throws InvalidNote;
    }

    @Test
    void a_key_file_gives_back_the_key_and_is_for_its_owner_only() throws Exception {
        var file = new KeyFile(directory.resolve("log.key"));
        var key = file.create("acme.example/log");

        assertThat(Files.getPosixFilePermissions(file.path())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(file.read().verifier()).isEqualTo(key.verifier());
        assertThat(file.read().sign("text\n")).isEqualTo(key.sign("text\n"));
    }

    @Test
    void a_signing_key_does_not_print_itself() throws Exception {
        var key = new KeyFile(directory.resolve("log.key")).create("acme.example/log");
        var secret = Files.readAllLines(directory.resolve("log.key")).getFirst();
        assertThat(key).hasToString("the signing key of `acme.example/log`");
        assertThat(secret).startsWith("PRIVATE+KEY+acme.example/log+");
        Files.writeString(directory.resolve("broken.key"), secret + "\n" + PETER_KEY + "\n");
        Files.setPosixFilePermissions(directory.resolve("broken.key"), PosixFilePermissions.fromString("rw-------"));
        assertThatThrownBy(() -> new KeyFile(directory.resolve("broken.key")).read())
                .hasMessage(
                        "key file `%s`: the signing key and the public key of `PeterNeumann` do not belong together",
                        directory.resolve("broken.key"))
                .message().doesNotContain(secret.substring(secret.lastIndexOf('+')));
    }

    @Test
    void a_key_file_is_refused_with_the_way_out() throws Exception {
        var path = directory.resolve("log.key");
        var file = new KeyFile(path);
        assertThatThrownBy(file::read).hasMessage("key file `%s` does not exist. Make one with a new key first", path);
        file.create("acme.example/log");
        assertThatThrownBy(() -> file.create("acme.example/log")).hasMessageStartingWith(
                "key file `%s` exists already. ", path);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(file::read).isInstanceOf(InvalidNote.class).hasMessage(
                "key file `%s` is open to others (rw-r-----). Make a new key, or `chmod 600` it if nobody can have read it",
                path);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(path, "nonsense");
        assertThatThrownBy(file::read).hasMessage(
                "key file `%s`: a signing key is two lines, `PRIVATE+KEY+name+id+key` and the public key", path);
    }

    @Test
    void equal_hashes_are_equal_and_have_one_spelling() {
        var hash = TreeHasher.leaf(new byte[] {1});
        assertThat(Hash.parse(hash.toString())).contains(hash);
        assertThat(Hash.parse(hash.toString().replace("=", ""))).isEmpty();
        assertThat(Hash.of(hash.bytes())).isEqualTo(hash).hasSameHashCodeAs(hash);
        assertThat(hash).isNotEqualTo(TreeHasher.EMPTY);
    }
}
