# expect: clean
# verified: what Squash.backward returns, what Affine.backward returns
# Layers that are handed what they returned, and are never called here.
import numpy as np


class Affine:
    def __init__(self, n_in, n_out):
        self.W = np.random.randn(n_in, n_out) / np.sqrt(n_in)
        self.b = np.zeros(n_out)

    def forward(self, X):
        return X @ self.W + self.b

    def backward(self, X, grad):
        return grad @ self.W.T


class Squash:
    """Hyperbolic tangent; its slope is known from what it returned."""

    def forward(self, X):
        return np.tanh(X)

    def backward(self, Y, grad):
        slope = 1.0 - Y ** 2
        return slope * grad


class Output:
    """Class probabilities; the cost is the cross entropy of what `probabilities` returned."""

    def probabilities(self, Z):
        e = np.exp(Z - Z.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)

    def get_cost(self, P, T):
        return -np.sum(T * np.log(P)) / P.shape[0]

    def get_input_grad(self, P, T):
        """Gradient at what the layer was handed, not at P."""
        return (P - T) / P.shape[0]
