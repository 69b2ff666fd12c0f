import numpy as np


class Node:
    """An array, what it was made of, and the gradient by it."""

    def __init__(self, data, parents=()):
        self.data = np.asarray(data, dtype=float)
        self.grad = np.zeros_like(self.data)
        self.parents = set(parents)
        self.pull = lambda: None

    def __add__(self, other):
        out = Node(self.data + other.data, (self, other))

        def pull():
            self.grad += out.grad
            other.grad += out.grad
        out.pull = pull
        return out

    def __mul__(self, other):
        out = Node(self.data * other.data, (self, other))

        def pull():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad  #!! other.grad += other.data * out.grad
        out.pull = pull
        return out

    def __matmul__(self, other):
        out = Node(self.data @ other.data, (self, other))

        def pull():
            self.grad += out.grad @ other.data.T  #!! self.grad += other.data @ out.grad
            other.grad += self.data.T @ out.grad  #!! other.grad = self.data.T @ out.grad
        out.pull = pull
        return out

    def sigmoid(self):
        s = 1 / (1 + np.exp(-self.data))
        out = Node(s, (self,))

        def pull():
            self.grad += s * (1 - s) * out.grad  #!! self.grad += s * (1 + s) * out.grad
        out.pull = pull
        return out

    def total(self):
        out = Node(self.data.sum(), (self,))

        def pull():
            self.grad += np.ones_like(self.data) * out.grad
        out.pull = pull
        return out

    def backward(self):
        order, seen = [], set()

        def visit(node):
            if node in seen:
                return
            seen.add(node)
            for parent in node.parents:
                visit(parent)
            order.append(node)
        visit(self)
        self.grad = np.ones_like(self.data)
        for node in reversed(order):
            node.pull()


rng = np.random.default_rng(1)
x = Node(rng.normal(size=(4, 4)))
w = Node(rng.normal(size=(4, 4)))
h = (x @ w).sigmoid()
loss = (h * h + h * w).total()
loss.backward()
print(loss.data, np.abs(w.grad).max(), np.abs(x.grad).max())
