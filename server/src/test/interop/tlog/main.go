// Checks a log with other people's code: `go run . DIRECTORY KEY`, where the directory holds what the log serves over HTTP.
// The checkpoint is opened by Go's package note; tiles, proofs and receipts are checked by Go's package tlog.
package main

import (
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

type directory struct{ path string }

func (d directory) Height() int { return height }

func (d directory) SaveTiles([]tlog.Tile, [][]byte) {}

// Go's own servers put the height of tiles into the path; logs of C2SP always have 8 and leave it out.
func (d directory) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var data [][]byte
	for _, tile := range tiles {
		bytes, err := os.ReadFile(filepath.Join(d.path, strings.Replace(tile.Path(), "tile/8/", "tile/", 1)))
		if err != nil {
			return nil, err
		}
		data = append(data, bytes)
	}
	return data, nil
}

func must[T any](value T, err error) T {
	if err != nil {
		fmt.Println("refused:", err)
		os.Exit(1)
	}
	return value
}

func check(err error) { must(0, err) }

func checkpoint(text []byte, verifier note.Verifier) tlog.Tree {
	lines := strings.Split(must(note.Open(text, note.VerifierList(verifier))).Text, "\n")
	if lines[0] != verifier.Name() {
		check(fmt.Errorf("origin %q", lines[0]))
	}
	return tlog.Tree{N: must(strconv.ParseInt(lines[1], 10, 64)), Hash: must(tlog.ParseHash(lines[2]))}
}

func entries(path string, tree tlog.Tree) [][]byte {
	var all [][]byte
	for tile := int64(0); tile*256 < tree.N; tile++ {
		width := int(min(256, tree.N-tile*256))
		name := strings.Replace(tlog.Tile{H: height, L: -1, N: tile, W: width}.Path(), "tile/8/data/", "tile/entries/", 1)
		bytes := must(os.ReadFile(filepath.Join(path, name)))
		for len(bytes) > 0 {
			length := int(bytes[0])<<8 | int(bytes[1])
			all = append(all, bytes[2:2+length])
			bytes = bytes[2+length:]
		}
	}
	return all
}

func receipt(text string, all [][]byte, verifier note.Verifier) {
	head, signed, _ := strings.Cut(text, "\n\n")
	tree := checkpoint([]byte(signed), verifier)
	lines := strings.Split(head, "\n")
	if lines[0] != "c2sp.org/tlog-proof@v1" {
		check(fmt.Errorf("first line %q", lines[0]))
	}
	index := must(strconv.ParseInt(strings.TrimPrefix(lines[1], "index "), 10, 64))
	var proof tlog.RecordProof
	for _, line := range lines[2:] {
		proof = append(proof, tlog.Hash(must(base64.StdEncoding.DecodeString(line))))
	}
	check(tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(all[index])))
}

func main() {
	path := os.Args[1]
	verifier := must(note.NewVerifier(os.Args[2]))
	tree := checkpoint(must(os.ReadFile(filepath.Join(path, "checkpoint"))), verifier)
	hashes := tlog.TileHashReader(tree, directory{path})
	all := entries(path, tree)
	if int64(len(all)) != tree.N {
		check(fmt.Errorf("%d entries of %d", len(all), tree.N))
	}
	for index := int64(0); index < tree.N; index += 1 + tree.N/500 {
		proof := must(tlog.ProveRecord(tree.N, index, hashes))
		check(tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(all[index])))
	}
	for _, name := range must(filepath.Glob(filepath.Join(path, "receipt-*"))) {
		receipt(string(must(os.ReadFile(name))), all, verifier)
	}
	fmt.Println("accepted", tree.N)
}
