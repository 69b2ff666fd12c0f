# expect: clean
# verified: self.dinputs
import numpy as np


class Dense:
    def __init__(self, n_in, n_out):
        self.weights = 0.05 * np.random.randn(n_in, n_out)
        self.biases = np.zeros((1, n_out))

    def forward(self, inputs):
        self.inputs = inputs
        self.output = np.dot(inputs, self.weights) + self.biases

    def backward(self, dvalues):
        self.dweights = np.dot(self.inputs.T, dvalues)
        self.dbiases = dvalues.sum(axis=0, keepdims=True)
        self.dinputs = np.dot(dvalues, self.weights.T)


class SoftmaxLoss:
    def forward(self, inputs, labels):
        powers = np.exp(inputs - inputs.max(axis=1, keepdims=True))
        self.output = powers / powers.sum(axis=1, keepdims=True)
        kept = np.clip(self.output, 1e-7, 1 - 1e-7)
        return -np.mean(np.log(kept[np.arange(len(labels)), labels]))

    def backward(self, probs, labels):
        self.dinputs = probs.copy()
        self.dinputs[np.arange(len(labels)), labels] -= 1
        self.dinputs /= len(labels)


X = np.random.randn(60, 2)
labels = (X[:, 0] > X[:, 1]).astype(int)
first, second, head = Dense(2, 32), Dense(32, 2), SoftmaxLoss()
for step in range(100):
    first.forward(X)
    second.forward(np.maximum(first.output, 0))
    loss = head.forward(second.output, labels)
    head.backward(head.output, labels)
    second.backward(head.dinputs)
    hidden = second.dinputs * (first.output > 0)
    first.backward(hidden)
    for layer in (first, second):
        layer.weights -= 0.5 * layer.dweights
        layer.biases -= 0.5 * layer.dbiases
