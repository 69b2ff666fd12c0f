# expect: LBZ201 line 41
import numpy as np


class Node:
    def __init__(self, data, parents=()):
        self.data = np.asarray(data, dtype=float)
        self.parents = parents
        self.grad = np.zeros_like(self.data)
        self._backward = lambda: None

    def __mul__(self, other):
        out = Node(self.data * other.data, (self, other))

        def _backward():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad
        out._backward = _backward
        return out

    def __sub__(self, other):
        out = Node(self.data - other.data, (self, other))

        def _backward():
            self.grad += out.grad
            other.grad -= out.grad
        out._backward = _backward
        return out

    def mean(self):
        out = Node(np.mean(self.data), (self,))

        def _backward():
            self.grad += out.grad / self.data.size * np.ones_like(self.data)
        out._backward = _backward
        return out

    def softplus(self):
        out = Node(np.log1p(np.exp(self.data)), (self,))
        def _backward():
            self.grad += out.grad / (1 + np.exp(self.data))
        out._backward = _backward
        return out

    def backward(self):
        order, seen = [], set()

        def visit(node):
            if id(node) not in seen:
                seen.add(id(node))
                for parent in node.parents:
                    visit(parent)
                order.append(node)
        visit(self)
        self.grad = np.ones_like(self.data)
        for node in reversed(order):
            node._backward()


w = Node(np.random.randn(7))
x = Node(np.random.randn(7))
b = Node(np.random.randn(7))
loss = (w * x - b).softplus().mean()
loss.backward()
print(w.grad, b.grad)
