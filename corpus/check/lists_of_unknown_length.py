# expect: clean
import numpy as np
from layers_elsewhere import Hidden


class Stack:
    def __init__(self, data, sizes):
        self.data = data
        self.hidden = []
        for k in range(len(sizes)):
            below = data if k == 0 else self.hidden[-1].sample()
            layer = Hidden(below, sizes[k])
            self.hidden.append(layer)
        self.top = self.hidden[-1].sample()

    def train(self, epochs):
        for k in range(epochs):
            first = self.hidden[0]
            last = self.hidden[-1]


stack = Stack(np.random.randn(6, 4), [3, 2])
stack.train(2)

x = np.random.randn(5)
loss = np.sum(np.exp(x))
dx = np.exp(x)
