package dev.ambit.server.log.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The tree of RFC 6962, beside its definition written out as the RFC has it.
class TreeTest {
    /// The eight leaves, and the roots over the first of them, that implementations of the RFC have always compared.
    private static final List<String> LEAVES = List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657",
            "606162636465666768696a6b6c6d6e6f");

    @ParameterizedTest(name = "{0} leaves")
    @CsvSource({
        "0, e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "1, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "2, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "3, aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "4, d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "5, 4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "6, 76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "7, ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "8, 5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    })
    void the_root_over_the_known_leaves_is_the_known_one(int leaves, String root) {
        var frontier = new Frontier();
        for (var leaf : LEAVES.subList(0, leaves)) {
            frontier.push(TreeHasher.leaf(HexFormat.of().parseHex(leaf)).bytes(), 0, (_, _, _) -> {});
        }
        assertThat(HexFormat.of().formatHex(frontier.root().bytes())).isEqualTo(root);
    }

    @RepeatedTest(40)
    void roots_are_those_of_the_definition_and_a_frontier_goes_on_from_its_peaks(RepetitionInfo run) throws Exception {
        var random = new SplittableRandom(run.getCurrentRepetition());
        var tree = new Kept();
        for (var more = random.nextInt(random.nextInt(1, 1_500)); more > 0; more--) tree.grow(random);

        assertThat(tree.frontier.root()).isEqualTo(root(tree.leaves));
        assertThat(new Frontier(tree.leaves.size(), tree.frontier.peaks()).root()).isEqualTo(root(tree.leaves));
        var smaller = random.nextInt(tree.leaves.size() + 1);
        assertThat(new Tree(tree, smaller).root()).isEqualTo(root(tree.leaves.subList(0, smaller)));
    }

    @Test
    void a_tree_of_several_levels_of_tiles_has_the_root_of_the_definition() throws Exception {
        var tree = new Kept();
        var random = new SplittableRandom(1);
        for (var leaf = 0; leaf < 70_000; leaf++) tree.grow(random);

        assertThat(tree.levels.get(2)).hasSize(1);
        for (var size : List.of(65_535, 65_536, 65_537, 70_000)) {
            assertThat(new Tree(tree, size).root()).isEqualTo(root(tree.leaves.subList(0, size)));
        }
        var root = new Tree(tree, 70_000).root();
        assertThat(new Tree(tree, 70_000).inclusion(12_345).proves(tree.leaves.get(12_345), root)).isTrue();
        assertThat(new Tree(tree, 70_000).consistency(65_537).proves(new Tree(tree, 65_537).root(), root)).isTrue();
    }

    @RepeatedTest(60)
    void a_proof_of_inclusion_proves_its_entry_at_its_place_and_nothing_else(RepetitionInfo run) throws Exception {
        var random = new SplittableRandom(run.getCurrentRepetition());
        var tree = new Kept();
        for (var more = random.nextInt(1, random.nextInt(2, 600)); more > 0; more--) tree.grow(random);
        var size = random.nextInt(1, tree.leaves.size() + 1);
        var index = random.nextInt(size);
        var root = root(tree.leaves.subList(0, size));

        var proof = new Tree(tree, size).inclusion(index);

        assertThat(proof.proves(tree.leaves.get(index), root)).isTrue();
        assertThat(proof.proves(tree.leaves.get(index), TreeHasher.EMPTY)).isFalse();
        for (var other = 0; other < size; other++) {
            if (other == index) continue;
            assertThat(proof.proves(tree.leaves.get(other), root)).isFalse();
            assertThat(new InclusionProof(other, size, proof.path()).proves(tree.leaves.get(index), root)).isFalse();
        }
        for (var broken : broken(proof.path(), random)) {
            assertThat(new InclusionProof(index, size, broken).proves(tree.leaves.get(index), root)).isFalse();
        }
    }

    @RepeatedTest(60)
    void a_proof_of_consistency_proves_two_roots_of_one_log_and_no_others(RepetitionInfo run) throws Exception {
        var random = new SplittableRandom(run.getCurrentRepetition());
        var tree = new Kept();
        for (var more = random.nextInt(1, random.nextInt(2, 600)); more > 0; more--) tree.grow(random);
        var to = random.nextInt(1, tree.leaves.size() + 1);
        var from = random.nextInt(1, to + 1);
        var earlier = root(tree.leaves.subList(0, from));
        var later = root(tree.leaves.subList(0, to));

        var proof = new Tree(tree, to).consistency(from);

        assertThat(proof.proves(earlier, later)).isTrue();
        assertThat(proof.proves(TreeHasher.EMPTY, later)).isFalse();
        assertThat(proof.proves(earlier, TreeHasher.EMPTY)).isFalse();
        for (var broken : broken(proof.path(), random)) {
            assertThat(new ConsistencyProof(from, to, broken).proves(earlier, later)).isFalse();
        }
    }

    @Test
    void nothing_is_proven_of_the_tree_without_leaves() {
        var proof = new ConsistencyProof(0, 1, List.of());
        assertThat(proof.proves(TreeHasher.EMPTY, TreeHasher.leaf(new byte[0]))).isFalse();
        assertThat(new InclusionProof(0, 0, List.of()).proves(TreeHasher.EMPTY, TreeHasher.EMPTY)).isFalse();
    }

    /// Paths with one hash changed, left out, doubled or added.
    private static List<List<Hash>> broken(List<Hash> path, SplittableRandom random) {
        var at = path.isEmpty() ? 0 : random.nextInt(path.size());
        var bytes = new byte[Hash.BYTES];
        random.nextBytes(bytes);
        var other = Hash.of(bytes);
        var longer = Stream.concat(path.stream(), Stream.of(other)).toList();
        if (path.isEmpty()) return List.of(longer);
        return List.of(
                longer,
                IntStream.range(0, path.size()).mapToObj(it -> it == at ? other : path.get(it)).toList(),
                IntStream.range(0, path.size()).filter(it -> it != at).mapToObj(path::get).toList(),
                IntStream.rangeClosed(0, path.size()).mapToObj(it -> path.get(it > at ? it - 1 : it)).toList());
    }

    /// RFC 6962 §2.1, to the letter.
    static Hash root(List<Hash> leaves) {
        if (leaves.isEmpty()) return TreeHasher.EMPTY;
        if (leaves.size() == 1) return leaves.getFirst();
        var left = Integer.highestOneBit(leaves.size() - 1);
        return TreeHasher.node(root(leaves.subList(0, left)), root(leaves.subList(left, leaves.size())));
    }

    /// A tree whose hashes are kept in lists.
    private static final class Kept implements TileHashes {
        final Frontier frontier = new Frontier();
        final List<Hash> leaves = new ArrayList<>();
        final List<List<Hash>> levels = List.of(leaves, new ArrayList<>(), new ArrayList<>());

        void grow(SplittableRandom random) {
            var entry = new byte[random.nextInt(40)];
            random.nextBytes(entry);
            var leaf = TreeHasher.leaf(entry);
            leaves.add(leaf);
            frontier.push(leaf.bytes(), 0, (level, bytes, at) -> levels.get(level).add(Hash.of(bytes, at)));
        }

        @Override
        public void read(int level, long first, int count, byte[] into, int at) throws IOException {
            for (var each = 0; each < count; each++) {
                levels.get(level).get((int) first + each).copyTo(into, at + each * Hash.BYTES);
            }
        }
    }
}
