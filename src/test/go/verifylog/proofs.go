package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/rand"
	"reflect"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

// proofs asks the server for proofs of random entries at random sizes, and compares each with the one that tlog makes
// from the log's own tiles. Every proof is then checked.
func (l *ledger) proofs(count int, seed int64, root tlog.Hash) {
	random := rand.New(rand.NewSource(seed))
	tiles := tlog.TileHashReader(tlog.Tree{N: l.size, Hash: root}, tileReader{l})
	for i := 0; i < count; i++ {
		index := random.Int63n(l.size)
		l.inclusion(index, index+1+random.Int63n(l.size-index), tiles)
		l.proofFile(index, root, tiles)
		from := 1 + random.Int63n(l.size)
		l.consistency(from, from+random.Int63n(l.size-from+1), tiles)
	}
}

// inclusion checks a proof for any size, which is JSON because few sizes have a checkpoint.
func (l *ledger) inclusion(index, size int64, tiles tlog.HashReader) {
	place := fmt.Sprintf("proof/inclusion?index=%d&size=%d&format=json", index, size)
	var got struct {
		Leaf, Root tlog.Hash
		Hashes     []tlog.Hash
	}
	check(json.Unmarshal(l.must(place), &got), place)
	want, err := tlog.ProveRecord(size, index, tiles)
	check(err, place)
	root, err := tlog.TreeHash(size, tiles)
	check(err, place)
	if !same(got.Hashes, want) || got.Root != root || got.Leaf != l.leaf(index) {
		fail(place + ": not the proof that the tiles give")
	}
	check(tlog.CheckRecord(got.Hashes, size, root, index, l.leaf(index)), place)
}

// proofFile checks a proof in its file form, got in two ways.
func (l *ledger) proofFile(index int64, root tlog.Hash, tiles tlog.HashReader) {
	place := fmt.Sprintf("proof/inclusion?index=%d", index)
	file := l.must(place)
	var event struct {
		ReceiptID string `json:"receipt_id"`
	}
	check(json.Unmarshal([]byte(l.lines[index]), &event), place)
	if !bytes.Equal(file, l.must("../receipts/"+event.ReceiptID+"/proof")) {
		fail(place + ": not the proof that the receipt has")
	}
	head, signed, _ := strings.Cut(string(file), "\n\n")
	lines := strings.Split(head, "\n")
	extra := "extra " + base64.StdEncoding.EncodeToString([]byte(l.lines[index]))
	if len(lines) < 3 || lines[0] != "c2sp.org/tlog-proof@v1" || lines[1] != extra ||
		lines[2] != fmt.Sprint("index ", index) {
		fail(place + ": not a tlog-proof with the event line")
	}
	var proof []tlog.Hash
	for _, line := range lines[3:] {
		hash, err := tlog.ParseHash(line)
		check(err, place)
		proof = append(proof, hash)
	}
	size, signedRoot := l.signed([]byte(signed), place)
	if size != l.size || signedRoot != root {
		fail(place + ": not under the newest checkpoint")
	}
	want, err := tlog.ProveRecord(size, index, tiles)
	check(err, place)
	if !same(proof, want) {
		fail(place + ": not the proof that the tiles give")
	}
	check(tlog.CheckRecord(proof, size, root, index, l.leaf(index)), place)
}

func (l *ledger) consistency(from, to int64, tiles tlog.HashReader) {
	place := fmt.Sprintf("proof/consistency?from=%d&to=%d&format=json", from, to)
	var got struct {
		From   tlog.Hash `json:"from_root"`
		To     tlog.Hash `json:"to_root"`
		Hashes []tlog.Hash
	}
	check(json.Unmarshal(l.must(place), &got), place)
	want, err := tlog.ProveTree(to, from, tiles)
	check(err, place)
	fromRoot, err := tlog.TreeHash(from, tiles)
	check(err, place)
	toRoot, err := tlog.TreeHash(to, tiles)
	check(err, place)
	if !same(got.Hashes, want) || got.From != fromRoot || got.To != toRoot {
		fail(place + ": not the proof that the tiles give")
	}
	check(tlog.CheckTree(got.Hashes, to, toRoot, from, fromRoot), place)
}

// leaf is computed from the entry.
func (l *ledger) leaf(index int64) tlog.Hash {
	return l.hashes[tlog.StoredHashIndex(0, index)]
}

// same: no hashes are no hashes, however they are written.
func same(a, b []tlog.Hash) bool {
	return len(a) == 0 && len(b) == 0 || reflect.DeepEqual(a, b)
}

// tileReader reads the log's tiles for tlog, which checks them against the root.
type tileReader struct{ log *ledger }

func (r tileReader) Height() int { return height }

func (r tileReader) ReadTiles(tiles []tlog.Tile) (files [][]byte, err error) {
	for _, tile := range tiles {
		file, _, path := r.log.file(tile)
		if len(file) < tile.W*tlog.HashSize {
			fail(path + ": too short")
		}
		files = append(files, file[:tile.W*tlog.HashSize])
	}
	return files, nil
}

func (r tileReader) SaveTiles(tiles []tlog.Tile, data [][]byte) {}
