"""Train the rows: symmetric InfoNCE over sentence vectors, row-wise RMSprop, resumable at any checkpoint.

Gradients are written out by hand as embedding bags over transposed index lists, which is several times faster on a
processor than sparse autograd.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812  (the name that everybody uses)
from scipy.sparse import coo_matrix

from .batches import Batch, Batches


@dataclass(frozen=True, kw_only=True)
class Settings:
    dim: int = 256
    steps: int = 6_500
    steady: float = 0.55  # share of the steps at the full rate, before it falls in a line
    rate: float = 0.015
    scale: float = 20.0  # of the cosine, in the loss
    sentences: int = 768
    words: int = 2048
    word_dropout: float = 0.25  # a word without its own row, so that its n-grams learn
    ngram_dropout: float = 0.1  # a word without its n-grams
    token_dropout: float = 0.1
    projection: float = 0.5  # length of the rows that start from a projection of the dictionaries
    seed: int = 7
    threads: int = 1


class Model:
    """Rows (`table`), their log weights (`logs`), and the running squares of their gradients."""

    def __init__(self, arrays: dict[str, np.ndarray], settings: Settings) -> None:
        self.settings = settings
        self.start = arrays["word.start"]
        self.rows = arrays["word.rows"]
        self.shares = arrays["word.weights"]
        self.kinds = arrays["word.kinds"]
        count = len(arrays["vocabulary"])
        generator = torch.Generator().manual_seed(settings.seed)
        self.table = torch.empty(count, settings.dim).normal_(0, 0.02, generator=generator)
        self.logs = torch.tensor(arrays["first"]).clone()
        self.table_square, self.logs_square = torch.zeros(count), torch.zeros(count)
        self.touched = np.zeros(count, bool)
        self._project(arrays)

    def _project(self, arrays: dict[str, np.ndarray]) -> None:
        """Start a foreign word's row as the sum of random directions of its English translations."""
        count, dim = len(self.table), self.settings.dim
        own = np.full(len(self.start) - 1, -1)
        filled = np.flatnonzero(np.diff(self.start))
        first = self.start[:-1][filled]
        has = self.kinds[first] == 0
        own[filled[has]] = self.rows[first[has]]
        start, flat = arrays["start"], arrays["flat"]
        links = []
        for name, ids in arrays.items():
            if name.startswith("pairs.en-") and name.endswith(".ids"):
                weights = arrays[name.replace(".ids", ".weights")]
                single = (np.diff(start)[ids] == 1).all(axis=1)
                words = own[flat[start[ids[single]]]]
                known = (words >= 0).all(axis=1) & (words[:, 0] != words[:, 1])
                links.append((words[known], weights[single][known] / weights.max()))
        words = np.concatenate([pair for pair, _ in links])
        weights = np.concatenate([weight for _, weight in links])
        matrix = coo_matrix((weights, (words[:, 1], words[:, 0])), shape=(count, count)).tocsr()
        rng = np.random.default_rng(self.settings.seed)
        directions = np.zeros((count, dim), np.float32)
        english = np.unique(words[:, 0])
        directions[english] = rng.standard_normal((len(english), dim), dtype=np.float32)
        projected = matrix @ directions
        lone = np.asarray(matrix.sum(axis=1)).ravel() == 0
        projected[lone] = directions[lone]
        norms = np.linalg.norm(projected, axis=1)
        ok = norms > 0
        rows = (projected[ok] / norms[ok, None] * self.settings.projection).astype(np.float32)
        self.table[torch.from_numpy(ok)] = torch.from_numpy(rows)

    def step(self, batch: Batch, rate: float, rng: np.random.Generator) -> float:
        """One update; returns the loss."""
        sentences = [*batch.left, *batch.right, *batch.altered]
        sizes = np.array([len(ids) for ids in sentences])
        tokens = np.concatenate(sentences)
        owner = np.repeat(np.arange(len(sentences)), sizes)
        kept = (rng.random(len(tokens)) >= self.settings.token_dropout).astype(np.float32)
        words, place = np.unique(tokens, return_inverse=True)
        rows, shares, of_word = self._features(words, rng)
        vectors = _bag(rows, self.table, of_word, len(words), shares)
        logs = _bag(rows, self.logs[:, None], of_word, len(words), shares)
        weight = torch.exp(logs.clamp(-6, 3))
        weighted = vectors * weight
        summed = _bag(place, weighted, owner, len(sentences), kept).requires_grad_()

        count = len(batch.left)
        unit = F.normalize(summed, dim=1)
        left, right, altered = unit[:count], unit[count : 2 * count], unit[2 * count :]
        scores = self.settings.scale * left @ right.T
        if batch.same is not None:
            scores = scores.masked_fill(torch.from_numpy(batch.same), -1e4)
        target = torch.arange(count)
        extended = torch.cat([scores, self.settings.scale * left @ altered.T], dim=1) if len(altered) else scores
        loss = (F.cross_entropy(extended, target) + F.cross_entropy(scores.T, target)) / 2
        loss.backward()

        with torch.no_grad():
            to_words = _bag_back(place, summed.grad, owner, len(words), kept)
            inside = (logs > -6) & (logs < 3)
            to_logs = (to_words * vectors).sum(1, keepdim=True) * weight * inside
            used, index = np.unique(rows, return_inverse=True)
            table_gradient = _bag_back(index, to_words * weight, of_word, len(used), shares)
            logs_gradient = _bag_back(index, to_logs, of_word, len(used), shares)
            self._update(torch.from_numpy(used.astype(np.int64)), table_gradient, logs_gradient[:, 0], rate)
        return float(loss.detach())

    def _features(self, words: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        low, size = self.start[words], self.start[words + 1] - self.start[words]
        of_word = np.repeat(np.arange(len(words)), size)
        at = np.arange(len(of_word)) + np.repeat(low - (np.cumsum(size) - size), size)
        rows, shares, kinds = self.rows[at], self.shares[at], self.kinds[at]
        ngrams = kinds > 0
        has_ngrams = np.bincount(of_word[ngrams], minlength=len(words)) > 0
        no_word = (rng.random(len(words)) < self.settings.word_dropout) & has_ngrams
        no_ngrams = (rng.random(len(words)) < self.settings.ngram_dropout) & ~no_word
        kept = np.where(ngrams, ~no_ngrams[of_word], ~no_word[of_word])
        rows, shares, of_word = rows[kept], shares[kept], of_word[kept]
        self.touched[rows] = True
        return rows, shares, of_word

    def _update(self, used: torch.Tensor, table: torch.Tensor, logs: torch.Tensor, rate: float) -> None:
        for square, gradient in ((self.table_square, table.pow(2).mean(1)), (self.logs_square, logs.pow(2))):
            old = square[used]
            square[used] = torch.where(old == 0, gradient, 0.97 * old + 0.03 * gradient)
        by_row = (self.table_square[used].sqrt() + 1e-8).reciprocal().clamp(max=1e7) * rate
        self.table.index_add_(0, used, table * by_row[:, None], alpha=-1)
        by_row = (self.logs_square[used].sqrt() + 1e-8).reciprocal().clamp(max=1e7) * rate
        self.logs.index_add_(0, used, (logs * by_row).clamp(-0.1, 0.1) * 0.5, alpha=-1)

    def state(self) -> dict[str, torch.Tensor]:
        return {
            "table": self.table,
            "logs": self.logs,
            "table_square": self.table_square,
            "logs_square": self.logs_square,
            "touched": torch.from_numpy(self.touched),
        }

    def restore(self, state: dict[str, torch.Tensor]) -> None:
        self.table, self.logs = state["table"], state["logs"]
        self.table_square, self.logs_square = state["table_square"], state["logs_square"]
        self.touched = state["touched"].numpy()


def _bag(index: np.ndarray, table: torch.Tensor, owner: np.ndarray, count: int, weights: np.ndarray) -> torch.Tensor:
    """Sum of `table[index] * weights` by `owner` (sorted), shape (count, …)."""
    offsets = np.searchsorted(owner, np.arange(count))
    return F.embedding_bag(
        torch.from_numpy(index.astype(np.int64)),
        table,
        torch.from_numpy(offsets.astype(np.int64)),
        mode="sum",
        per_sample_weights=torch.from_numpy(weights.astype(np.float32, copy=False)),
    )


def _bag_back(
    index: np.ndarray, gradient: torch.Tensor, owner: np.ndarray, count: int, weights: np.ndarray
) -> torch.Tensor:
    """What flows back through `_bag` to the rows of its table."""
    order = np.argsort(index, kind="stable")
    return _bag(owner[order], gradient, index[order], count, weights[order])


def train(prepared: Path, out: Path, settings: Settings, *, every: int = 1000, until: int | None = None) -> None:
    """Train to `settings.steps`, going on from `out` where it exists; write it every `every` steps and at the end.

    `until` stops at an earlier step. The same arrays and settings give the same bits on one machine and one thread, however often
    the run was stopped: every draw is seeded by its step.
    """
    torch.set_num_threads(settings.threads)
    torch.use_deterministic_algorithms(True)
    batches = Batches(prepared, sentences=settings.sentences, words=settings.words)
    model = Model(batches.arrays, settings)
    first = 0
    if out.is_file():
        state = torch.load(out)
        first = int(state.pop("step"))
        model.restore(state)
    started, losses = time.perf_counter(), {}
    last = min(settings.steps, until or settings.steps)
    for step in range(first, last):
        left = (1 - step / settings.steps) / (1 - settings.steady)
        rate = settings.rate * min(1, (step + 1) / 50, max(0.03, left))
        batch = batches.draw(step, settings.seed)
        loss = model.step(batch, rate, np.random.default_rng((settings.seed, step, 1)))
        losses.setdefault(batch.kind, []).append(loss)
        if (step + 1) % 200 == 0:
            recent = {kind: round(float(np.mean(found[-50:])), 3) for kind, found in sorted(losses.items())}
            print(f"step {step + 1} {time.perf_counter() - started:.0f} s {recent}", flush=True)
        if (step + 1) % every == 0 or step + 1 == last:
            partial = out.with_suffix(".partial")
            torch.save(model.state() | {"step": torch.tensor(step + 1)}, partial)
            partial.replace(out)
