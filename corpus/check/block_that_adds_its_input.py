# expect: clean
import numpy as np


class Block:
    """y = x + keep * (tanh(x A) B)"""

    def __init__(self, width, inner):
        self.A = np.random.randn(width, inner) * 0.3
        self.B = np.random.randn(inner, width) * 0.3

    def __call__(self, x, keep):
        self.x = x
        self.keep = keep
        self.t = np.tanh(x @ self.A)
        return x + (self.t @ self.B) * keep

    def backward(self, dy):
        do = dy * self.keep
        self.B_grad = self.t.T @ do
        da = (do @ self.B.T) * (1 - self.t**2)
        self.A_grad = self.x.T @ da
        return dy + da @ self.A.T


block = Block(4, 7)
x = np.random.randn(5, 4)
want = np.abs(x)
keep = (np.random.rand(5, 4) < 0.8) / 0.8
for _ in range(20):
    dy = 2 * (block(x, keep) - want) / x.size
    block.backward(dy)
    for name in ("A", "B"):
        setattr(block, name, getattr(block, name) - 0.1 * getattr(block, name + "_grad"))
