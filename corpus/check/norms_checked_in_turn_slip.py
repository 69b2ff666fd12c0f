# expect: LBZ201 line 61
from typing import Tuple

import numpy as np


class LayerNorm:
    """Layer normalisation over the last axis, as in a GPT block."""

    def __init__(self, n_embd: int, eps: float = 1e-5) -> None:
        self.weight = np.ones(n_embd)
        self.bias = np.zeros(n_embd)
        self.eps = eps
        self.weight_grad = np.zeros(n_embd)
        self.bias_grad = np.zeros(n_embd)

    def forward(self, x: np.ndarray) -> np.ndarray:
        # x: [B, T, C]
        mean = x.mean(axis=-1, keepdims=True)            # [B, T, 1]
        xshift = x - mean
        var = (xshift ** 2).mean(axis=-1, keepdims=True)
        rstd = (var + self.eps) ** -0.5                  # [B, T, 1]
        norm = xshift * rstd
        self.norm, self.rstd = norm, rstd
        return norm * self.weight + self.bias

    def backward(self, dout: np.ndarray) -> np.ndarray:
        norm, rstd = self.norm, self.rstd
        self.weight_grad += (dout * norm).sum(axis=(0, 1))
        self.bias_grad += dout.sum(axis=(0, 1))

        dnorm = dout * self.weight
        dx = dnorm - dnorm.mean(axis=-1, keepdims=True) - norm * (dnorm * norm).mean(axis=-1, keepdims=True)
        dx *= rstd
        return dx

    def zero_grad(self) -> None:
        self.weight_grad[:] = 0
        self.bias_grad[:] = 0


class RMSNorm:
    """Root mean square norm: no mean, no bias."""

    def __init__(self, n_embd: int, eps: float = 1e-6) -> None:
        self.weight = np.ones(n_embd)
        self.eps = eps
        self.weight_grad = np.zeros(n_embd)

    def forward(self, x: np.ndarray) -> np.ndarray:
        self.x = x
        self.rms = np.sqrt(np.mean(x * x, axis=-1, keepdims=True) + self.eps)
        return x / self.rms * self.weight

    def backward(self, dout: np.ndarray) -> np.ndarray:
        x, rms = self.x, self.rms
        C = x.shape[-1]
        self.weight_grad += np.sum(dout * x / rms, axis=(0, 1))
        dxn = dout * self.weight
        dot = np.sum(dxn * x, axis=-1, keepdims=True)    # [B, T, 1]
        dx = dxn / rms - x * dot / (C * rms ** 2)
        return dx


def check(layer, shape: Tuple[int, ...], h: float = 1e-5) -> float:
    rng = np.random.default_rng(1337)
    x = rng.standard_normal(shape)
    g = rng.standard_normal(shape)
    layer.forward(x)
    dx = layer.backward(g)
    worst = 0.0
    for ix in [(0, 0, 0), (1, 2, 3), (0, 1, 5)]:
        old = x[ix]
        x[ix] = old + h
        fp = np.sum(layer.forward(x) * g)
        x[ix] = old - h
        fm = np.sum(layer.forward(x) * g)
        x[ix] = old
        worst = max(worst, abs((fp - fm) / (2 * h) - dx[ix]))
    return worst


if __name__ == "__main__":
    print("layernorm", check(LayerNorm(8), (2, 3, 8)))
    print("rmsnorm", check(RMSNorm(8), (2, 3, 8)))
