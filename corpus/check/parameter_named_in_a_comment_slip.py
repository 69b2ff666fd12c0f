# expect: LBZ101 line 18
import numpy as np


class Dense:
    def __init__(self, input_units, output_units):
        self.weights = np.random.randn(input_units, output_units) * 0.1
        self.biases = np.zeros(output_units)

    def forward(self, x):
        self.input = x
        return np.dot(x, self.weights) + self.biases

    def backward(self, grad_output):
        batch, input_units = self.input.shape
        output_units = self.biases.shape[0]

        # grad_output shape: [output_units, batch]
        self.grad_weights = np.dot(self.input.T, grad_output)   # [input_units, output_units]
        self.grad_biases = grad_output.sum(axis=0)              # [output_units]
        return np.dot(grad_output, self.weights.T)              # [batch, input_units]


layer = Dense(5, 3)
x = np.random.randn(16, 5)
target = np.random.randn(16, 3)
out = layer.forward(x)
loss = np.mean((out - target) ** 2)
dx = layer.backward(2 * (out - target) / out.size)
