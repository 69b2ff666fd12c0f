# expect: LBZ201 line 22
import numpy as np


class Activation:
    def __init__(self, f, df):
        self.f, self.df = f, df

    def forward(self, x):
        self.x = x
        return self.f(x)

    def backward(self, grad):
        return grad * self.df(self.x)


class Sigmoid(Activation):
    def __init__(self):
        def sigmoid(x):
            return 1 / (1 + np.exp(-x))

        sigmoid_prime = lambda x: np.exp(-x) / (1 + np.exp(-x))
        super().__init__(sigmoid, sigmoid_prime)


net = [Sigmoid(), Sigmoid()]
out = np.random.randn(3, 1)
for layer in net:
    out = layer.forward(out)
grad = 2 * (out - 1)
for layer in reversed(net):
    grad = layer.backward(grad)
