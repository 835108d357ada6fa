package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
)

// source gives the files of a log.
type source interface {
	// read says false where there is no such file.
	read(path string) ([]byte, bool)
	// published gives the sizes whose checkpoints can be checked, smallest first.
	published(newest int64) []int64
}

func open(place string) source {
	if strings.HasPrefix(place, "http://") || strings.HasPrefix(place, "https://") {
		return server(strings.TrimSuffix(place, "/"))
	}
	return folder(place)
}

type folder string

func (f folder) read(path string) ([]byte, bool) {
	file, err := os.ReadFile(filepath.Join(string(f), path))
	if os.IsNotExist(err) {
		return nil, false
	}
	check(err, path)
	return file, true
}

func (f folder) published(newest int64) (sizes []int64) {
	files, err := os.ReadDir(filepath.Join(string(f), "checkpoints"))
	check(err, "checkpoints")
	for _, file := range files {
		size, err := strconv.ParseInt(file.Name(), 10, 64)
		check(err, "checkpoints")
		sizes = append(sizes, size)
	}
	sort.Slice(sizes, func(i, j int) bool { return sizes[i] < sizes[j] })
	return sizes
}

// server is the address of a log; Go's client asks for gzip and unpacks it.
type server string

func (s server) read(path string) ([]byte, bool) {
	address := string(s) + "/" + path
	if strings.HasPrefix(path, "../") {
		address = string(s)[:strings.LastIndex(string(s), "/")] + path[len(".."):]
	}
	answer, err := http.Get(address)
	check(err, path)
	defer answer.Body.Close()
	if answer.StatusCode == http.StatusNotFound {
		return nil, false
	}
	body, err := io.ReadAll(answer.Body)
	check(err, path)
	if answer.StatusCode != http.StatusOK {
		fail(fmt.Sprint(path, ": ", answer.Status, ": ", string(body)))
	}
	return body, true
}

// published knows the newest only: a log served as static files has no list of them.
func (s server) published(newest int64) []int64 {
	return []int64{newest}
}
