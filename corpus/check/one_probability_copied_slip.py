# expect: LBZ207 line 31
# The gradient by the biases is a copy of the row of the Jacobian, without the cotangent: what is
# right that was made of the row by its first name says nothing of the copy.
import numpy as np


class Probabilities:
    def __init__(self, n, k):
        self.weights = np.random.randn(n, k) / n
        self.biases = np.zeros(k)

    def forward(self, image):
        self.shape = image.shape
        self.flat = image.flatten()
        self.sums = np.dot(self.flat, self.weights) + self.biases
        e = np.exp(self.sums)
        return e / np.sum(e, axis=0)

    def backward(self, d_L_d_out, rate):
        for i, gradient in enumerate(d_L_d_out):
            if gradient == 0:
                continue
            e = np.exp(self.sums)
            S = np.sum(e)
            d_out_d_t = -e[i] * e / (S ** 2)
            d_out_d_t[i] = e[i] * (S - e[i]) / (S ** 2)
            d_L_d_t = gradient * d_out_d_t
            d_L_d_w = self.flat[np.newaxis].T @ d_L_d_t[np.newaxis]
            d_L_d_inputs = self.weights @ d_L_d_t
            self.weights = self.weights - rate * d_L_d_w
            d_L_d_b = d_out_d_t
            self.biases = self.biases - rate * d_L_d_b
            return d_L_d_inputs.reshape(self.shape)


layer = Probabilities(3 * 3 * 2, 5)
image = np.random.rand(3, 3, 2)
for step in range(10):
    out = layer.forward(image)
    gradient = np.zeros(5)
    gradient[2] = -1 / out[2]
    layer.backward(gradient, 0.1)
