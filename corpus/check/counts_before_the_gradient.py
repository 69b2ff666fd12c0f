# expect: clean
"""Hinge losses of several classes, the gradient of which is put together from counts; and a penalty."""
import numpy as np


def hinge(W, X, y, reg):
    N, D = X.shape
    scores = np.dot(X, W)
    right = scores[np.arange(N), y]
    margins = scores - right.reshape((-1, 1)) + 1
    margins[np.arange(N), y] = 0
    over = margins > 0
    loss = np.sum(margins * over) / N
    loss += reg * np.sum(W * W)

    grad_w = np.zeros(over.shape)
    grad_w[over] = 1
    hit = np.sum(over, axis=1)
    grad_w[np.arange(N), y] = -hit[np.arange(N)]
    dW = np.dot(grad_w.T, X).T
    dW /= N
    dW += 2 * reg * W
    return loss, dW


class Ridge:
    def __init__(self, strength=0.5):
        self.strength = strength

    def fit(self, X, y, rate=0.01, rounds=200):
        """X: (N, D), y: (N,)"""
        self.w = np.zeros(X.shape[1])
        for _ in range(rounds):
            loss = self.loss(X, y)
            self.w -= rate * self.gradient(X, y)
        return loss

    def loss(self, X, y):
        length = np.linalg.norm(self.w)
        penalty = self.strength / 2 * length**2
        return (np.sum((X @ self.w - y) ** 2) / 2 + penalty) / len(y)

    def gradient(self, X, y):
        d_penalty = self.strength * self.w
        return (X.T @ (X @ self.w - y) + d_penalty) / len(y)
