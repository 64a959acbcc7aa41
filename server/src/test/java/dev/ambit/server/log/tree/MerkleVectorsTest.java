package dev.ambit.server.log.tree;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonReader;
import dev.ambit.cedar.text.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The published proofs of transparency-dev/merkle, 184 of 196 of which must fail. They lie outside the project: see
/// CONTRIBUTING.md.
class MerkleVectorsTest {
    @Test
    void proofs_of_inclusion_hold_where_the_vectors_say_so() throws Exception {
        for (var one : cases("inclusion.json")) {
            var proven = path(one).flatMap(path -> hash(one, "leafHash").flatMap(leaf -> hash(one, "root").map(
                    root -> new InclusionProof(number(one, "leafIdx"), number(one, "treeSize"), path).proves(leaf,
                            root))));
            assertThat(proven.orElse(false)).as(one.toString()).isEqualTo(!fails(one));
        }
    }

    @Test
    void proofs_of_consistency_hold_where_the_vectors_say_so() throws Exception {
        for (var one : cases("consistency.json")) {
            var proven = path(one).flatMap(path -> root(one, "root1").flatMap(earlier -> root(one, "root2").map(
                    later -> new ConsistencyProof(number(one, "size1"), number(one, "size2"), path).proves(earlier,
                            later))));
            assertThat(proven.orElse(false)).as(one.toString()).isEqualTo(!fails(one));
        }
    }

    private static List<Json.Obj> cases(String name) throws Exception {
        var file = Path.of(System.getProperty("ambit.vectors", "")).resolve("rfc6962-merkle").resolve(name);
        if (!Files.exists(file)) {
            System.out.println("skipped: no test vectors in " + file.toAbsolutePath().normalize()
                    + ". Name their folder with -Dambit.vectors=DIR");
            return abort("there are no test vectors");
        }
        var cases = ((Json.Arr) JsonReader.read(new Source(name, Files.readString(file)))).items();
        assertThat(cases).hasSize(98);
        return cases.stream().map(Json.Obj.class::cast).toList();
    }

    private static boolean fails(Json.Obj one) {
        return requireNonNull(one.get("wantErr")).toString().equals("true");
    }

    private static long number(Json.Obj one, String field) {
        return Long.parseUnsignedLong(requireNonNull(one.get(field)).toString());
    }

    private static Optional<Hash> hash(Json.Obj one, String field) {
        return requireNonNull(one.get(field)) instanceof Json.Str text ? Hash.parse(text.value()) : Optional.empty();
    }

    /// Some roots are words instead of hashes. What counts is whether two of them are the same, and that none is nothing.
    private static Optional<Hash> root(Json.Obj one, String field) {
        var text = ((Json.Str) requireNonNull(one.get(field))).value();
        return text.isEmpty()
                ? Optional.empty()
                : hash(one, field).or(() -> Optional.of(TreeHasher.leaf(text.getBytes(UTF_8))));
    }

    private static Optional<List<Hash>> path(Json.Obj one) {
        var path = new ArrayList<Hash>();
        if (requireNonNull(one.get("proof")) instanceof Json.Arr hashes) {
            for (var each : hashes.items()) {
                var hash = Hash.parse(((Json.Str) each).value());
                if (hash.isEmpty()) return Optional.empty();
                path.add(hash.get());
            }
        }
        return Optional.of(path);
    }
}
