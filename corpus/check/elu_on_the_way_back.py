# expect: clean
from typing import List, Tuple

import numpy as np


class Layer:
    def forward(self, x: np.ndarray) -> np.ndarray:
        raise NotImplementedError

    def backward(self, grad: np.ndarray) -> np.ndarray:
        raise NotImplementedError

    def params(self) -> List[Tuple[np.ndarray, np.ndarray]]:
        return []


class Linear(Layer):
    def __init__(self, n_in: int, n_out: int, rng: np.random.Generator):
        self.weight = rng.normal(0.0, 1.0 / np.sqrt(n_in), size=(n_in, n_out))
        self.bias = np.zeros(n_out)
        self.weight_grad = np.zeros_like(self.weight)
        self.bias_grad = np.zeros_like(self.bias)

    def forward(self, x):
        self.x = x
        return x @ self.weight + self.bias

    def backward(self, grad):
        self.weight_grad[...] = self.x.T @ grad
        self.bias_grad[...] = grad.sum(axis=0)
        return grad @ self.weight.T

    def params(self):
        return [(self.weight, self.weight_grad), (self.bias, self.bias_grad)]


class ELU(Layer):
    """alpha * (exp(x) - 1) on the negative side, identity on the positive side"""

    def __init__(self, alpha: float = 1.0):
        self.alpha = alpha

    def forward(self, x):
        self.x = x
        self.out = np.where(x > 0, x, self.alpha * (np.exp(np.minimum(x, 0)) - 1))
        return self.out

    def backward(self, grad):
        return grad * np.where(self.x > 0, 1.0, self.out + self.alpha)


class MSELoss:
    def forward(self, pred, target):
        self.diff = pred - target
        return np.mean(self.diff ** 2)

    def backward(self):
        return 2.0 * self.diff / self.diff.size


class Sequential:
    def __init__(self, *layers: Layer):
        self.layers = layers

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def backward(self, grad):
        for layer in reversed(self.layers):
            grad = layer.backward(grad)
        return grad

    def params(self):
        return [p for layer in self.layers for p in layer.params()]


def main():
    rng = np.random.default_rng(99)
    x = rng.uniform(-2, 2, size=(50, 2))
    target = (x[:, :1] * x[:, 1:]) + 0.05 * rng.normal(size=(50, 1))
    model = Sequential(Linear(2, 12, rng), ELU(0.7), Linear(12, 1, rng))
    criterion = MSELoss()
    for step in range(150):
        loss = criterion.forward(model.forward(x), target)
        model.backward(criterion.backward())
        for p, g in model.params():
            p -= 0.05 * g
        if step % 50 == 0:
            print(f"step {step:4d} loss {loss:.5f}")


if __name__ == "__main__":
    main()
