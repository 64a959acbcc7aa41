package dev.ambit.cedar;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonReader;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/// Cedar's public integration tests: 22 written by hand, 3,957 found by fuzzing.
/// They lie outside the project, in the folder that the system property `ambit.vectors` names. Where it does not exist,
/// a test that asks for them is skipped, and says so in one line.
final class Vectors {
    private static final int BLOCK = 512;

    /// One test: a policy set, a schema, entities, and requests with their answers.
    ///
    /// @param name     the file it was read from
    /// @param expected the whole test; `requests` holds requests and answers
    record Case(String name, Source policies, Source schema, Source entities, Source test, Json.Obj expected) {
        List<Json.Obj> requests() {
            return ((Json.Arr) field("requests")).items().stream().map(Json.Obj.class::cast).toList();
        }

        Json field(String field) {
            return requireNonNull(expected.get(field), field);
        }
    }

    private Vectors() {}

    /// The tests written by hand.
    static List<Case> handWritten() {
        var cedar = folder();
        try (var files = Files.walk(cedar.resolve("tests"))) {
            var cases = new ArrayList<Case>();
            for (var file : files.filter(path -> path.toString().endsWith(".json")).sorted().toList()) {
                cases.add(read(cedar.relativize(file).toString(), name -> Files.readString(cedar.resolve(name))));
            }
            return cases;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// The tests found by fuzzing, in the order of their names.
    static List<Case> corpus() {
        return corpus(folder().resolve("corpus-tests.tar.gz"));
    }

    static List<Case> corpus(Path archive) {
        var files = unpack(archive);
        var cases = new ArrayList<Case>();
        for (var name : files.keySet()) {
            if (name.endsWith(".json") && !name.endsWith(".entities.json")) {
                cases.add(read(name, each -> requireNonNull(files.get(each), each)));
            }
        }
        return cases;
    }

    /// What the validator is expected to say of the cases of [#corpus], by the name of the case. Not every case has an
    /// entry.
    static Map<String, Json.Obj> validation() {
        var verdicts = new HashMap<String, Json.Obj>();
        unpack(folder().resolve("corpus-tests-validation.tar.gz")).forEach((name, text) -> {
            if (name.endsWith(".json")) {
                var test = name.replace("corpus-tests-validation/", "corpus-tests/").replace(".validation.json",
                        ".json");
                verdicts.put(test, json(new Source(name, text)));
            }
        });
        return verdicts;
    }

    private static Path folder() {
        var folder = Path.of(System.getProperty("ambit.vectors", "")).resolve("cedar");
        if (!Files.isDirectory(folder)) {
            System.out.println("skipped: no test vectors in " + folder.toAbsolutePath().normalize()
                    + ". Name their folder with -Dambit.vectors=DIR");
            return abort("there are no test vectors");
        }
        return folder;
    }

    /// Where files are: in a folder or in an archive.
    private interface Archive {
        String read(String name) throws IOException;
    }

    private static Case read(String name, Archive files) {
        try {
            var test = new Source(name, files.read(name));
            var expected = json(test);
            return new Case(name, source(expected, "policies", files), source(expected, "schema", files),
                    source(expected, "entities", files), test, expected);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Source source(Json.Obj test, String field, Archive files) throws IOException {
        var name = ((Json.Str) requireNonNull(test.get(field), field)).value();
        return new Source(name, files.read(name));
    }

    private static Json.Obj json(Source source) {
        try {
            return (Json.Obj) JsonReader.read(source);
        } catch (InvalidInput broken) {
            throw new IllegalStateException(broken);
        }
    }

    /// The text files of a compressed tar archive by name; POSIX.1-1988 headers, since all names are short.
    private static Map<String, String> unpack(Path archive) {
        var files = new TreeMap<String, String>();
        try (var in = new BufferedInputStream(new GZIPInputStream(Files.newInputStream(archive), 1 << 16))) {
            for (var header = block(in); header[0] != 0; header = block(in)) {
                var size = Integer.parseInt(text(header, 124, 12), 8);
                var content = in.readNBytes(size);
                in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
                if (header[156] == '0' || header[156] == 0) {
                    files.put(text(header, 0, 100), new String(content, UTF_8));
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return files;
    }

    private static byte[] block(InputStream in) throws IOException {
        var block = in.readNBytes(BLOCK);
        if (block.length < BLOCK) {
            throw new EOFException("the archive ends in the middle of a block");
        }
        return block;
    }

    /// A field of a header, up to its first NUL or space.
    private static String text(byte[] header, int start, int length) {
        var field = new String(header, start, length, US_ASCII);
        return field.replaceAll("[\0 ].*", "");
    }
}
