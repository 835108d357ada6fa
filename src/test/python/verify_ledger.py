#!/usr/bin/env python3
"""Checks a ledger, or one receipt by its proof, and trusts nothing but a key.

    verify_ledger.py --vkey FILE-OR-LINE LOG
    verify_ledger.py --vkey FILE-OR-LINE --proof FILE --receipt FILE

LOG is a folder, or an http(s) URL that ends in /ledger/. Prints "ok <size> <root>" and exits 0;
or prints each fault with its place and exits 1; bad usage exits 2.

This was written from the documentation page of the ledger alone, and shares no code with the
program that writes the log: it needs Python 3.9 and its standard library, and even Ed25519 and
RFC 8785 are done here. So a mistake in the writer is not repeated in its check.
"""
import argparse
import base64
import decimal
import hashlib
import http.client
import json
import os
import re
import sys
import urllib.parse

MAX_FAULTS = 100      # a log that claims 10^18 entries must not keep us busy for ever
MAX_NOTE = 1 << 20    # the page sets no limit; a note has some hundred bytes, with many witnesses some thousand
TIMEOUT = 20          # seconds without a byte
NUMBER = "0|[1-9][0-9]{0,18}"    # no leading zeros: one spelling for each number
DIGEST = "sha256:[0-9a-f]{64}"
TEXTS = {"kind": "(?s:.*)", "org": "(?s:.*)", "subject": "(?s:.*)", "label": "(?s:.*)", "receipt_id": DIGEST,
         "time": r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z",
         "prev_event_hash": DIGEST + "|0{64}"}


class Stop(Exception):
    """Nothing sensible can be said after this: (place, what is wrong)."""


def sha256(data):
    return hashlib.sha256(data).digest()


def unbase64(text):
    """Python passes over unused bits that are not zero; writing it again shows whether this was the one spelling."""
    data = base64.b64decode(text, validate=True)
    if base64.b64encode(data).decode() != text:
        raise ValueError("base64 that is not in its one spelling")
    return data


# ---- Ed25519, RFC 8032 section 5.1. Nothing here is secret, so nothing has to take constant time.

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
ROOT_OF_MINUS_1 = pow(2, (P - 1) // 4, P)


def add(a, b):
    """The formula is complete: it also doubles, and knows the neutral element."""
    e, f = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    g, h = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    return (f - e) * (h - g) % P, (h + g) * (f + e) % P, (h - g) * (h + g) % P, (f - e) * (f + e) % P


def point(data):
    """Each point has one encoding; accepting a second one would give one signature several spellings."""
    y, sign = int.from_bytes(data, "little") & (2**255 - 1), data[31] >> 7
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * ROOT_OF_MINUS_1 % P
    if y >= P or x * x % P != square or (x == 0 and sign):
        raise ValueError("not the encoding of a point")
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


BASE = point((4 * pow(5, -1, P) % P).to_bytes(32, "little"))


def signature_is_right(public_key, message, signature):
    s = int.from_bytes(signature[32:], "little")
    if s >= ORDER:    # s + ORDER would satisfy the equation too: a signature could be changed by anybody
        return False
    try:
        a, r = point(public_key), point(signature[:32])
    except ValueError:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public_key + message).digest(), "little") % ORDER
    minus_a = (P - a[0], a[1], 1, P - a[3])
    # s*B - k*A, both products in one walk over the bits: half the doublings
    terms = (0, 1, 1, 0), BASE, minus_a, add(BASE, minus_a)
    q = terms[0]
    for bit in range(252, -1, -1):
        q = add(add(q, q), terms[(s >> bit & 1) + 2 * (k >> bit & 1)])
    return (q[0] - r[0] * q[2]) % P == 0 and (q[1] - r[1] * q[2]) % P == 0


def check_arithmetic():
    """RFC 8032 section 7.1, TEST 2: a checker that accepts everything, or nothing, should say so itself."""
    key = bytes.fromhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
    signature = bytes.fromhex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                              "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")
    if not signature_is_right(key, b"\x72", signature) or signature_is_right(key, b"\x73", signature):
        raise Stop("Ed25519", "this Python does not compute the test vector of RFC 8032")


# ---- JSON in the canonical form of RFC 8785

def members(pairs):
    """A name that is there twice has no canonical form; Python would silently keep the last."""
    result = dict(pairs)
    if len(result) < len(pairs):
        raise ValueError("a JSON object has a member twice")
    return result


def no_constant(name):
    raise ValueError(f"{name} is not JSON")    # Python would take NaN and Infinity


def parse(data):
    # Every number is a double, as in RFC 8785: also an integer that Python could hold exactly.
    return json.loads(data.decode("utf-8"), object_pairs_hook=members, parse_constant=no_constant, parse_int=float)


def number(value):
    """As ECMAScript writes it. repr gives the same shortest digits, only the layout differs."""
    if value in (float("inf"), float("-inf")):
        raise ValueError("a number that no double can hold")
    if value == 0:
        return "0"    # -0 too
    sign, digits, exponent = decimal.Decimal(repr(value)).normalize().as_tuple()
    digits, minus = "".join(map(str, digits)), "-" * sign
    before = len(digits) + exponent    # how many digits stand before the point
    if len(digits) <= before <= 21:
        return minus + digits + "0" * (before - len(digits))
    if 0 < before <= 21:
        return minus + digits[:before] + "." + digits[before:]
    if -6 < before <= 0:
        return minus + "0." + "0" * -before + digits
    return minus + digits[0] + ("." + digits[1:] if digits[1:] else "") + f"e{before - 1:+d}"


def canonical(value):
    if isinstance(value, dict):
        parts = []
        # by UTF-16 units, as ECMAScript sorts: U+10000 (D800 ...) comes before U+FFFF
        for name in sorted(value, key=lambda text: text.encode("utf-16-be")):
            parts.append(canonical(name) + ":" + canonical(value[name]))
        return "{" + ",".join(parts) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    if isinstance(value, float):
        return number(value)
    # Texts, true, false and null: what Python writes is what RFC 8785 asks for, if it leaves non-ASCII alone.
    return json.dumps(value, ensure_ascii=False)


def read_json(data, what):
    """The value, and the bytes of its canonical form."""
    try:
        value = parse(data)
        return value, canonical(value).encode("utf-8")    # halves of surrogate pairs fail here
    except RecursionError:
        raise ValueError(f"{what} is nested too deeply for this program") from None
    except ValueError as error:
        raise ValueError(f"{what} has no canonical form: {error}") from None


# ---- Keys and notes

class Key:
    def __init__(self, line):
        name, digits, rest = (line.split("+", 2) + ["", ""])[:3]    # the base64 may hold a + of its own
        data = unbase64(rest)
        if not name or re.search(r"\s", name) or len(data) != 33 or data[0] != 1:
            raise ValueError("--vkey is neither a file nor a line of name, key id and Ed25519 key")
        self.name, self.public_key = name, data[1:]
        self.id = sha256(name.encode("utf-8") + b"\n" + data)[:4]
        if self.id.hex() != digits:
            raise ValueError("the key id is not that of name and key")
        point(self.public_key)


def read_note(data, key):
    """The size and root that the key's owner signed."""
    text, empty, below = data.rpartition(b"\n\n")
    if not empty or not below.endswith(b"\n"):
        raise ValueError("not a signed note")
    text, signed = text + b"\n", 0
    for line in below.decode("utf-8")[:-1].split("\n"):
        dash, name, encoded = (line.split(" ") + ["", ""])[:3]
        if line != f"\u2014 {name} {encoded}" or not name:
            raise ValueError("a line below the text that is not a signature line")
        signature = unbase64(encoded)
        if name != key.name or signature[:4] != key.id:
            continue    # perhaps a witness's: without its key it says nothing, for or against
        if len(signature) != 68 or not signature_is_right(key.public_key, text, signature[4:]):
            raise ValueError("the signature is wrong")
        signed += 1
    if not signed:
        raise ValueError("no signature of the key")
    lines = text.decode("utf-8").split("\n")
    if len(lines) != 4 or lines[0] != key.name or not re.fullmatch(NUMBER, lines[1]) or len(unbase64(lines[2])) != 32:
        raise ValueError("signed, but not origin, size and root")
    return int(lines[1]), unbase64(lines[2])


# ---- Entries

def read_event(line, seq):
    """The members of an event line, after what can be said of it without its neighbours."""
    event, form = read_json(line, "the event line")
    if len(line) > 8192 or form != line or not isinstance(event, dict):
        raise ValueError("the event line is no object in canonical form, or has more than 8192 bytes")
    for name, pattern in TEXTS.items():
        if not isinstance(event.get(name), str) or not re.fullmatch(pattern, event[name]):
            raise ValueError(f"{name} is missing, or not written as it should be")
    if (event["prev_event_hash"] == "0" * 64) != (seq == 0):
        raise ValueError("only the first prev_event_hash is zeros")
    # As texts, because Python thinks that true is 1.
    for name, wanted in ("v", 1), ("seq", seq):
        if canonical(event.get(name)) != str(wanted):
            raise ValueError(f"{name} is not {wanted}")
    return event


def check_receipt_id(event, receipt):
    if "sha256:" + sha256(read_json(receipt, "the receipt")[1]).hex() != event["receipt_id"]:
        raise ValueError("receipt_id is not the hash of the receipt's canonical form")


def split_bundle(data):
    """The entries; a None at the end says that there a length does not fit the file."""
    entries, at = [], 0
    while at < len(data):
        end = at + 2 + int.from_bytes(data[at:at + 2], "big")
        if at + 2 > len(data) or end > len(data):
            return entries + [None]
        entries.append(data[at + 2:end])
        at = end
    return entries


# ---- The tree

def grow(leaves):
    """All complete nodes by height. Tiles are every eighth height, and any size's root takes a few of them."""
    heights = [leaves]
    while len(heights[-1]) > 1:
        below = heights[-1]
        heights.append([sha256(b"\x01" + below[i] + below[i + 1]) for i in range(0, len(below) - 1, 2)])
    return heights


def root_at(heights, size):
    root = b""
    for height in range(size.bit_length()):    # a size's bits are its complete subtrees, the smallest at the right
        if size >> height & 1:
            left = heights[height][(size >> height) - 1]
            root = sha256(b"\x01" + left + root) if root else left
    return root or sha256(b"")


# ---- Where the files are. read() gives bytes, or None where there is no such file.

class Folder:
    def __init__(self, path):
        self.path = path
        # Listed before the newest checkpoint is read, or notes signed in between would look like a cut-off tail.
        notes = os.path.join(path, "checkpoints")
        self.notes = os.listdir(notes) if os.path.isdir(notes) else []

    def read(self, name, limit):
        path = os.path.join(self.path, *name.split("/"))
        if not os.path.isfile(path):    # also a pipe, which would keep us waiting
            return None
        with open(path, "rb") as file:
            return file.read(limit + 1)


class Web:
    """http.client follows no redirect and asks no proxy: requests go to the host that was named, and nowhere else."""

    def __init__(self, url):
        parts = urllib.parse.urlsplit(url)
        if not parts.hostname or parts.query or parts.fragment or parts.username is not None:
            raise ValueError("not a plain URL")
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        self.connection = kind(parts.hostname, parts.port, timeout=TIMEOUT)
        self.path = parts.path.rstrip("/") + "/"
        self.notes = None    # a web server has no list of them

    def read(self, name, limit):
        try:
            # Without gzip: what is compared are the bytes, and nobody can send a small file that becomes huge.
            self.connection.request("GET", self.path + name, headers={"Accept-Encoding": "identity"})
            response = self.connection.getresponse()
            if response.status in (403, 404, 410):    # buckets say 403 of what is not there
                return None
            if response.status != 200 or response.headers.get("Content-Encoding", "identity") != "identity":
                raise OSError(f"answer {response.status} {response.headers.get('Content-Encoding', '')}")
            length, data = response.length, response.read(limit + 1)
            if length is not None and len(data) != min(length, limit + 1):
                raise OSError("the answer was cut off")    # the connection's fault: do not accuse the log
            return data
        finally:
            self.connection.close()    # a new one each time: nothing of an answer can be taken for the next


# ---- A whole log

class Verifier:
    def __init__(self, source, key):
        self.source, self.key, self.faults = source, key, 0

    def fault(self, place, what):
        say(place, what)
        self.faults += 1
        if self.faults == MAX_FAULTS:
            raise Stop("log", f"{MAX_FAULTS} faults are enough; there may be more")

    def read(self, name, limit):
        try:
            data = self.source.read(name, limit)
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise Stop(name, f"cannot be read: {str(error) or type(error).__name__}") from None
        if data is not None and len(data) > limit:
            self.fault(name, f"longer than {limit} bytes")
            data = data[:limit]
        return data

    def pieces(self, level, number, width):
        """The name of a tile or bundle, and its `width` hashes or entries, None where one is not there."""
        groups = f"{number:,}".split(",")
        name = f"tile/{level}/" + "/".join([f"x{group:0>3}" for group in groups[:-1]] + [f"{groups[-1]:0>3}"])
        # where a partial one is gone, the full one begins with the same
        for place, has in ([] if width == 256 else [(f"{name}.p/{width}", width)]) + [(name, 256)]:
            data = self.read(place, has * (2 + 65535 if level == "entries" else 32))
            if data is not None:
                break
        else:
            self.fault(name if width == 256 else f"{name}.p/{width}", "is missing")
            return name, [None] * width
        if level == "entries":
            result = split_bundle(data)
            if None in result[:has]:
                self.fault(f"{place} entry {256 * number + len(result) - 1}", "a length, here or before, is wrong")
            elif len(result) != has:
                self.fault(place, f"does not end after {has} entries")
        else:
            result = [data[i:i + 32] for i in range(0, len(data) - 31, 32)]
            if len(data) != 32 * has:
                self.fault(place, f"has {len(data)} bytes, not {32 * has}")
        return place, (result + [None] * width)[:width]

    def compare(self, name, got, wanted, first, what):
        for i, (one, other) in enumerate(zip(got, wanted)):
            if None not in (one, other) and one != other:
                self.fault(f"{name} {what.format(i=i, n=first + i)}", self.measure)

    def log(self):
        data = self.read("checkpoint", MAX_NOTE)
        if data is None:
            raise Stop("checkpoint", "is missing")
        try:
            size, signed = read_note(data, self.key)
        except ValueError as error:    # without it there is nothing to measure the files by
            raise Stop("checkpoint", error) from None

        # One pass over the entries; what takes two entries to see waits until we know whom to believe.
        leaves, stored, links, bundles, tiles = [], [], [], [], []
        for number, first in enumerate(range(0, size, 256)):
            width = min(256, size - first)
            name, entries = self.pieces("entries", number, width)
            bundles.append(name)
            for seq, entry in enumerate(entries, first):
                leaves.append(None if entry is None else sha256(b"\x00" + entry))
                links.append(None)
                if entry is None:
                    continue
                try:
                    line, newline, payload = entry.partition(b"\n")
                    event = read_event(line, seq)
                    links[seq] = bytes.fromhex(event["prev_event_hash"][-64:]), event["time"]
                    if not newline or len(payload) > 49152 or ("payload_ref" in event and payload):
                        raise ValueError("after the event line is not what should be there")
                    if "payload_ref" not in event:    # else it may be private, or erased: the log cannot say more
                        check_receipt_id(event, payload)
                except ValueError as error:
                    self.fault(f"{name} entry {seq}", error)
                    if None in entries:    # cut in the wrong places from here on: what follows says nothing
                        entries[seq - first + 1:] = [None] * (first + width - seq - 1)
            name, hashes = self.pieces(0, number, width)
            tiles.append(name)
            stored += hashes

        # The tree twice, from the entries and from the tiles: the side with the signed root accuses the other.
        heights, self.measure = None, "is not what the signed root says"
        for side in leaves, stored:
            if heights is None and None not in side and root_at(grown := grow(side), size) == signed:
                heights = grown
        if heights is None:
            self.fault("checkpoint", "its root is neither that of the entries nor that of the tiles of level 0")
            self.measure = "is not what the entries say, and neither has the signed root"
            truth = [one or other for one, other in zip(leaves, stored)]
            heights = None if None in truth else grow(truth)
        else:
            truth = heights[0]
        for number, first in enumerate(range(0, size, 256)):
            part = slice(first, first + 256)
            self.compare(bundles[number], leaves[part], truth[part], first, "entry {n}")
            self.compare(tiles[number], stored[part], truth[part], first, "hash {i} (entry {n})")
            for seq in range(max(first, 1), min(first + 256, size)):
                before = seq - 1
                if links[seq] and truth[before] and links[seq][0] != truth[before]:
                    self.fault(f"{bundles[number]} entry {seq}", f"prev_event_hash is not that of entry {before}")
                # Two of the signed entries, or one whose time was damaged would accuse its neighbour.
                if links[seq] and links[before] and links[seq][1] < links[before][1] \
                        and leaves[before:seq + 1] == truth[before:seq + 1]:
                    self.fault(f"{bundles[number]} entry {seq}", f"time is before that of entry {before}")
        if heights:
            for level in range(1, (size.bit_length() + 7) // 8):
                for number, first in enumerate(range(0, len(heights[8 * level]), 256)):
                    wanted = heights[8 * level][first:first + 256]
                    name, hashes = self.pieces(level, number, len(wanted))
                    self.compare(name, hashes, wanted, first, f"hash {{i}} (over tile {{n}} of level {level - 1})")
        if self.source.notes is not None:
            self.notes(self.source.notes, size, signed, heights)
        return size, signed

    def notes(self, listed, size, signed, heights):
        """Every note that was ever signed: one with another root is the proof that the log was rewritten."""
        # Size 0 and the newest are always there; the newest may have come after the list was made.
        for name in sorted({"0", str(size), *listed}, key=lambda name: (len(name), name)):
            place = f"checkpoints/{name}"
            try:
                if not re.fullmatch(NUMBER, name):
                    raise ValueError("is not the name of a note")
                data = self.read(place, MAX_NOTE)
                if data is None:
                    raise ValueError("is missing")
                own, root = read_note(data, self.key)
                if own != int(name):
                    raise ValueError(f"is a note of size {own}")
                if own > size:
                    raise ValueError("was signed for more entries than the newest checkpoint has")
                if (heights or own == size) and root != (signed if own == size else root_at(heights, own)):
                    raise ValueError(f"its root is not that of the first {own} entries")
            except ValueError as error:
                self.fault(place, error)


# ---- One receipt

def prove(proof, receipt, key):
    head, empty, note = proof.partition(b"\n\n")
    place = "proof"
    try:
        if not empty:
            raise ValueError("has no empty line")
        lines = head.decode("utf-8").split("\n")
        if [line[:6] for line in lines[1:3]] != ["extra ", "index "] or lines[0] != "c2sp.org/tlog-proof@v1":
            raise ValueError("does not begin with c2sp.org/tlog-proof@v1, extra and index")
        if not re.fullmatch(NUMBER, lines[2][6:]):
            raise ValueError("index is not a number")
        hashes, index = [unbase64(line) for line in lines[3:]], int(lines[2][6:])
        if any(len(node) != 32 for node in hashes):
            raise ValueError("a hash that has not 32 bytes")
        place = "proof, checkpoint"
        size, root = read_note(note, key)
        if index >= size:
            raise ValueError(f"entry {index} is not in a log of {size}")
        place = "proof, extra"
        line = unbase64(lines[1][6:])
        event = read_event(line, index)
        place = "receipt"
        check_receipt_id(event, receipt)
        if "payload_ref" in event:
            reference = event["payload_ref"] if isinstance(event["payload_ref"], dict) else {}
            # The page does not say whether this digest has a prefix.
            if (canonical(reference.get("size")) != str(len(receipt))
                    or reference.get("sha256") not in (sha256(receipt).hex(), "sha256:" + sha256(receipt).hex())):
                raise ValueError("size or SHA-256 is not that of payload_ref")
            receipt = b""
        node, n, m = sha256(b"\x00" + line + b"\n" + receipt), index, size - 1
        place = "proof, hashes"
        while m:
            if n & 1 or n < m:
                if not hashes:
                    raise ValueError("too few of them")
                other = hashes.pop(0)
                node = sha256(b"\x01" + other + node if n & 1 else b"\x01" + node + other)
            n, m = n >> 1, m >> 1
        if hashes:
            raise ValueError("too many of them")
        if node != root:    # the receipt_id was right, so spaces are what may differ
            raise ValueError("they do not lead to the signed root: one is wrong, or the event line, "
                             "or the receipt is not byte for byte what was sent")
    except ValueError as error:
        raise Stop(place, error) from None
    return size, root, f" entry {index} recorded {event['time']}"


def say(place, what):
    """Texts of strangers go to a terminal here, so nothing but printable ASCII leaves."""
    print("".join(c if " " <= c <= "~" else ascii(c)[1:-1] for c in f"fault: {place}: {what}"))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--vkey", required=True, metavar="FILE-OR-LINE", help="the log's key, from its owner")
    parser.add_argument("--proof", metavar="FILE")
    parser.add_argument("--receipt", metavar="FILE")
    parser.add_argument("log", nargs="?", metavar="LOG", help="a folder, or an http(s) URL that ends in /ledger/")
    given = parser.parse_args()
    if bool(given.proof) != bool(given.receipt) or bool(given.proof) == bool(given.log):
        parser.error("either LOG, or --proof and --receipt")

    def content(path):
        with open(path, "rb") as file:
            return file.read()

    try:
        line = content(given.vkey).decode("utf-8") if os.path.isfile(given.vkey) else given.vkey
        key = Key(line[:-1] if line.endswith("\n") else line)
        if given.proof:
            files = content(given.proof), content(given.receipt)
        elif re.match("https?://", given.log):
            source = Web(given.log)
        elif os.path.isdir(given.log):
            source = Folder(given.log)
        else:
            raise ValueError("LOG is neither a folder nor a URL")
    except (OSError, ValueError, http.client.HTTPException) as error:
        parser.error(ascii(str(error)))

    faults, after = 0, ""
    try:
        check_arithmetic()
        if given.proof:
            size, root, after = prove(*files, key)
        else:
            verifier = Verifier(source, key)
            size, root = verifier.log()
            faults = verifier.faults
    except Stop as stop:
        say(*stop.args)
        faults = 1
    if not faults:
        print("ok", size, base64.b64encode(root).decode() + after)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
