# expect: LBZ101 line 16
"""
tinylib - a very small layer library
"""
import numpy as np


class Module:
    def parameters(self):
        return []


class Linear(Module):
    def __init__(self, in_features, out_features, rng):
        """
        weight : array of shape (out_features, in_features)
        bias : array of shape (out_features,)
        """
        k = 1.0 / np.sqrt(in_features)
        self.weight = rng.uniform(-k, k, (in_features, out_features))
        self.bias = rng.uniform(-k, k, out_features)

    def forward(self, input):
        self.input = input
        return input @ self.weight + self.bias

    def backward(self, grad_output):
        self.weight_grad = self.input.T @ grad_output
        self.bias_grad = grad_output.sum(axis=0)
        return grad_output @ self.weight.T

    def parameters(self):
        return [(self.weight, self.weight_grad), (self.bias, self.bias_grad)]


class PReLU(Module):
    def __init__(self, num_parameters):
        self.slope = np.full(num_parameters, 0.25)

    def forward(self, input):
        self.input = input
        return np.where(input > 0, input, self.slope * input)

    def backward(self, grad_output):
        negative = self.input <= 0
        self.slope_grad = np.sum(grad_output * self.input * negative, axis=0)
        return np.where(negative, self.slope * grad_output, grad_output)

    def parameters(self):
        return [(self.slope, self.slope_grad)]


class Sequential(Module):
    def __init__(self, *layers):
        self.layers = layers

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def backward(self, grad):
        for layer in reversed(self.layers):
            grad = layer.backward(grad)
        return grad

    def parameters(self):
        return [pair for layer in self.layers for pair in layer.parameters()]


class HuberLoss:
    def __init__(self, threshold=1.0):
        self.threshold = threshold

    def forward(self, pred, target):
        self.r = pred - target
        a = np.abs(self.r)
        t = self.threshold
        return np.mean(np.where(a <= t, 0.5 * self.r ** 2, t * (a - 0.5 * t)))

    def backward(self):
        return np.clip(self.r, -self.threshold, self.threshold) / self.r.size


rng = np.random.default_rng(0)
X = rng.normal(size=(64, 5))
Y = np.column_stack([np.abs(X[:, 0]), X[:, 1] - X[:, 2]]) + 0.05 * rng.normal(size=(64, 2))
net = Sequential(Linear(5, 7, rng), PReLU(7), Linear(7, 2, rng))
criterion = HuberLoss()
for epoch in range(200):
    loss = criterion.forward(net.forward(X), Y)
    net.backward(criterion.backward())
    for value, grad in net.parameters():
        value -= 0.1 * grad
    if epoch % 50 == 0:
        print("epoch", epoch, "loss", loss)
