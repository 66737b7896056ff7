"""Fit a linear chain: the weights of features and of steps between neighbours that make accepted labels likeliest.

Knows nothing of speeches: sequences of rows, features as a sparse matrix, and how welcome each label is in each row.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

ROUNDS = 60
PULL_OF_BASE = 0.1

Array = NDArray[np.float64]


class Chain(NamedTuple):
    """What is fitted: features × labels, label × following label, and what each label has anyway."""

    weights: Array
    steps: Array
    base: Array


@dataclass(frozen=True)
class Sequences:
    """Rows of all sequences one after the other; a row that accepts every label says nothing."""

    features: csr_matrix
    accepted: Array
    lengths: NDArray[np.int64]
    times: Array  # how often each sequence counts

    def padded(self, rows: Array) -> Array:
        """Sequences × places × labels, with ones behind the end of the shorter ones."""
        block = np.ones((len(self.lengths), self.lengths.max(), rows.shape[1]))
        block[self.live] = rows
        return block

    @property
    def live(self) -> NDArray[np.bool_]:
        return np.arange(self.lengths.max()) < self.lengths[:, None]


def fit(data: Sequences, prior: Chain, pull: Array, pull_of_steps: float) -> Chain:
    """Least loss from the prior: minus the likelihood of what is accepted, plus a pull of each weight to its prior."""
    shapes = [part.shape for part in prior]
    cuts = np.cumsum([part.size for part in prior])[:-1]
    start = np.concatenate([part.ravel() for part in prior])
    size = prior.base.size
    strength = np.concatenate(
        [np.repeat(pull, size), np.full(size * size, pull_of_steps), np.full(size, PULL_OF_BASE)],
    )

    def unpacked(point: Array) -> Chain:
        return Chain(*[part.reshape(shape) for part, shape in zip(np.split(point, cuts), shapes, strict=True)])

    def loss(point: Array) -> tuple[float, Array]:
        value, slope = _loss(data, unpacked(point))
        away = point - start
        slopes = np.concatenate([part.ravel() for part in slope]) + strength * away
        return value + 0.5 * float(strength @ away**2), slopes

    return unpacked(minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS}).x)


def _loss(data: Sequences, chain: Chain) -> tuple[float, Chain]:
    """Log of all ways through the sequences minus log of the accepted ways, and its slope."""
    scores = data.features @ chain.weights + chain.base
    free = np.exp(scores - scores.max(axis=1, keepdims=True))
    every, shares, steps = _sums(data, free, np.exp(chain.steps))
    right, wanted, wanted_steps = _sums(data, free * data.accepted, np.exp(chain.steps))
    change = shares - wanted
    return every - right, Chain(data.features.T @ change, steps - wanted_steps, change.sum(axis=0))


def _sums(data: Sequences, rows: Array, step: Array) -> tuple[float, Array, Array]:
    """Log of the sum over all ways, each row's share of every label, each pair's share of every step."""
    own, live = data.padded(rows), data.live
    ahead, behind = np.empty_like(own), np.ones_like(own)
    wholes = np.empty(live.shape)
    for place in range(own.shape[1]):
        here = own[:, place] * (ahead[:, place - 1] @ step if place else 1.0)
        wholes[:, place] = here.sum(axis=1)
        ahead[:, place] = here / wholes[:, place, None]
    for place in range(own.shape[1] - 1, 0, -1):
        message = (own[:, place] * behind[:, place]) @ step.T
        message /= message.sum(axis=1, keepdims=True)
        behind[:, place - 1] = np.where(live[:, place, None], message, 1.0)
    times = data.times[:, None] * live
    shares = ahead * behind
    shares *= (times / shares.sum(axis=2))[:, :, None]
    before, after = ahead[:, :-1], (own * behind)[:, 1:]
    part = times[:, 1:] / ((before @ step) * after).sum(axis=2)
    steps = step * np.tensordot(before * part[:, :, None], after, axes=([0, 1], [0, 1]))
    return float((times * np.log(wholes)).sum()), shares[live], steps
