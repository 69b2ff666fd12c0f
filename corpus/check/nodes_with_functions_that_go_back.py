# expect: clean
# A node of a graph is by its own data, whatever else has the shape.
import numpy as np


def unbroadcast(g, shape):
    while g.ndim > len(shape):
        g = g.sum(axis=0)
    for i, s in enumerate(shape):
        if s == 1 and g.shape[i] != 1:
            g = g.sum(axis=i, keepdims=True)
    return g


class Tensor:
    def __init__(self, data, parents=()):
        self.data = np.asarray(data, dtype=np.float64)
        self.grad = np.zeros_like(self.data)
        self._parents = parents
        self._back = lambda: None

    def __add__(self, o):
        o = o if isinstance(o, Tensor) else Tensor(o)
        out = Tensor(self.data + o.data, (self, o))

        def back():
            self.grad += unbroadcast(out.grad, self.data.shape)
            o.grad += unbroadcast(out.grad, o.data.shape)
        out._back = back
        return out

    def __mul__(self, o):
        o = o if isinstance(o, Tensor) else Tensor(o)
        out = Tensor(self.data * o.data, (self, o))

        def back():
            self.grad += unbroadcast(out.grad * o.data, self.data.shape)
            o.grad += unbroadcast(out.grad * self.data, o.data.shape)
        out._back = back
        return out

    def __matmul__(self, o):
        out = Tensor(self.data @ o.data, (self, o))

        def back():
            self.grad += out.grad @ o.data.T
            o.grad += self.data.T @ out.grad
        out._back = back
        return out

    def __neg__(self):
        return self * -1.0

    def __sub__(self, o):
        return self + (-o)

    def __pow__(self, k):
        out = Tensor(self.data ** k, (self,))

        def back():
            self.grad += out.grad * k * self.data ** (k - 1)
        out._back = back
        return out

    def tanh(self):
        t = np.tanh(self.data)
        out = Tensor(t, (self,))

        def back():
            self.grad += out.grad * (1 - t * t)
        out._back = back
        return out

    def mean(self):
        out = Tensor(self.data.mean(), (self,))

        def back():
            self.grad += out.grad / self.data.size
        out._back = back
        return out

    def backward(self):
        topo, seen = [], set()

        def visit(v):
            if id(v) not in seen:
                seen.add(id(v))
                for p in v._parents:
                    visit(p)
                topo.append(v)
        visit(self)
        self.grad = np.ones_like(self.data)
        for v in reversed(topo):
            v._back()


def forward(W1, b1, W2, b2, X, Y):
    h = (Tensor(X) @ W1 + b1).tanh()
    pred = h @ W2 + b2
    return ((pred - Tensor(Y)) ** 2).mean()


if __name__ == "__main__":
    rng = np.random.default_rng(3)
    X = rng.uniform(-2, 2, (50, 1))
    Y = np.sin(X)
    ps = [Tensor(rng.normal(size=s) * 0.5) for s in ((1, 12), (12,), (12, 1), (1,))]
    for it in range(300):
        for p in ps:
            p.grad = np.zeros_like(p.data)
        loss = forward(*ps, X, Y)
        loss.backward()
        for p in ps:
            p.data -= 0.1 * p.grad
        if it % 100 == 0:
            print(it, float(loss.data))
