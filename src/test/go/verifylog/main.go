// Verifylog checks a ledger with the Go project's own transparency log packages. It shares no code with Whence, so a
// misreading of the format on our side shows here. The ledger is a folder or the address of one that is served; with a
// number of proofs and a seed, proofs are asked of its server too.
// Usage: verifylog LEDGER VKEY-FILE [PROOFS SEED]
package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const (
	height    = 8 // of a tile in tlog-tiles
	fullWidth = 1 << height
)

// ledger holds what was computed from the entries alone; nothing in it comes from a tile.
type ledger struct {
	files  source
	key    note.Verifier
	hashes []tlog.Hash // in tlog's storage order
	size   int64
	last   string   // event hash of the last entry
	lines  []string // the entries' event lines
}

func main() {
	if len(os.Args) != 3 && len(os.Args) != 5 {
		fail("usage: verifylog LEDGER VKEY-FILE [PROOFS SEED]")
	}
	line, err := os.ReadFile(os.Args[2])
	check(err, os.Args[2])
	key, err := note.NewVerifier(strings.TrimSpace(string(line)))
	check(err, os.Args[2])
	log := &ledger{files: open(os.Args[1]), key: key, last: strings.Repeat("0", 64)}
	newest, root := log.open("checkpoint")
	for _, size := range log.files.published(newest) {
		log.verify(size)
	}
	if newest != log.size || root != log.root() {
		fail("checkpoint: not the greatest of checkpoints/")
	}
	if len(os.Args) == 5 {
		count, err := strconv.Atoi(os.Args[3])
		check(err, "the number of proofs")
		seed, err := strconv.ParseInt(os.Args[4], 10, 64)
		check(err, "the seed")
		log.proofs(count, seed, root)
	}
	fmt.Println("ok", newest, root)
}

// verify reads what a checkpoint adds to the one before, and compares its tiles and its root with the entries.
func (l *ledger) verify(size int64) {
	place := fmt.Sprint("checkpoints/", size)
	signed, root := l.open(place)
	for _, tile := range tlog.NewTiles(height, l.size, size) {
		// Some versions also list the widths between the two sizes; those were never published.
		if tile.W == fullWidth || int64(tile.W) == size>>(height*tile.L)%fullWidth {
			l.tile(tile)
		}
	}
	if signed != size || l.size != size || l.root() != root {
		fail(place + ": not the root of the entries")
	}
}

// tile compares a tile with the entries; level 0 comes first and brings the entries below it.
func (l *ledger) tile(tile tlog.Tile) {
	if tile.L == 0 {
		l.bundle(tlog.Tile{H: height, L: -1, N: tile.N, W: tile.W})
	}
	file, width, path := l.file(tile)
	hashes, err := tlog.ReadTileData(tile, tlog.HashReaderFunc(l.read))
	check(err, path)
	if len(file) != width*tlog.HashSize || !bytes.HasPrefix(file, hashes) {
		fail(path + ": not the hashes of the entries")
	}
}

// bundle takes entries that are new, and compares the others with those taken before.
func (l *ledger) bundle(tile tlog.Tile) {
	file, width, path := l.file(tile)
	for i := 0; i < width; i++ {
		if len(file) < 2 || len(file)-2 < int(binary.BigEndian.Uint16(file)) {
			fail(path + ": too short")
		}
		end := 2 + int(binary.BigEndian.Uint16(file))
		seq := tile.N*fullWidth + int64(i)
		if seq < l.size {
			if l.hashes[tlog.StoredHashIndex(0, seq)] != tlog.RecordHash(file[2:end]) {
				fail(fmt.Sprint(path, ": entry ", seq, " differs from the one published before"))
			}
		} else if i < tile.W {
			l.add(file[2:end], fmt.Sprint(path, ": entry ", seq))
		}
		file = file[end:]
	}
	if len(file) != 0 {
		fail(path + ": too long")
	}
}

// add takes the next entry if it continues the hash chain.
func (l *ledger) add(entry []byte, place string) {
	line, _, found := bytes.Cut(entry, []byte("\n"))
	var event struct {
		Seq  *int64  `json:"seq"`
		Prev *string `json:"prev_event_hash"`
	}
	check(json.Unmarshal(line, &event), place)
	if !found || event.Seq == nil || *event.Seq != l.size || event.Prev == nil || *event.Prev != l.last {
		fail(place + ": does not continue the chain")
	}
	stored, err := tlog.StoredHashes(l.size, entry, tlog.HashReaderFunc(l.read))
	check(err, place)
	l.hashes = append(l.hashes, stored...)
	l.last = fmt.Sprintf("sha256:%x", stored[0][:])
	l.lines = append(l.lines, string(line))
	l.size++
}

// read is a tlog.HashReader over what was computed.
func (l *ledger) read(indexes []int64) (hashes []tlog.Hash, err error) {
	for _, index := range indexes {
		if index >= int64(len(l.hashes)) {
			return nil, fmt.Errorf("no hash %d", index)
		}
		hashes = append(hashes, l.hashes[index])
	}
	return hashes, nil
}

func (l *ledger) root() tlog.Hash {
	if l.size == 0 {
		return sha256.Sum256(nil) // RFC 6962, 2.1; tlog has zeros here in older versions
	}
	root, err := tlog.TreeHash(l.size, tlog.HashReaderFunc(l.read))
	check(err, "root")
	return root
}

// open checks a note's signature and gives the size and the root that it signs. tlog.ParseTree knows only the origin
// of Go's own log.
func (l *ledger) open(path string) (int64, tlog.Hash) {
	return l.signed(l.must(path), path)
}

// signed does so for a note from anywhere.
func (l *ledger) signed(file []byte, path string) (int64, tlog.Hash) {
	signed, err := note.Open(file, note.VerifierList(l.key))
	check(err, path)
	lines := strings.Split(signed.Text, "\n")
	if len(lines) != 4 || lines[0] != l.key.Name() {
		fail(path + ": not three lines that begin with the log's origin")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	check(err, path)
	root, err := tlog.ParseHash(lines[2])
	check(err, path)
	return size, root
}

// file reads a tile or bundle; a partial one may be gone once the full one, then given instead, is there. tlog's paths
// are those of tlog-tiles but for the height and the name of level -1.
func (l *ledger) file(tile tlog.Tile) (file []byte, width int, path string) {
	path = strings.Replace(tile.Path(), fmt.Sprintf("tile/%d/", height), "tile/", 1)
	path = strings.Replace(path, "tile/data/", "tile/entries/", 1)
	full := strings.TrimSuffix(path, fmt.Sprint(".p/", tile.W))
	if file, found := l.files.read(path); found || full == path {
		if !found {
			fail(path + ": it is missing")
		}
		return file, tile.W, path
	}
	return l.must(full), fullWidth, full
}

// must reads a file that has to be there.
func (l *ledger) must(path string) []byte {
	file, found := l.files.read(path)
	if !found {
		fail(path + ": it is missing")
	}
	return file
}

func check(err error, place string) {
	if err != nil {
		fail(fmt.Sprint(place, ": ", err))
	}
}

func fail(fault string) {
	fmt.Println("fault:", fault)
	os.Exit(1)
}
