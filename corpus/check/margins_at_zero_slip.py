# expect: LBZ201 line 30
from __future__ import print_function
import numpy as np
from builtins import range


class LinearSVM(object):
    """ Multiclass linear SVM trained with SGD. """

    def __init__(self):
        self.W = None

    def loss(self, X, y, reg):
        """
        Structured SVM loss, delta = 1.

        X: (N, D) data, y: (N,) labels
        Returns the loss and dW, the gradient with the shape of self.W
        """
        delta = 1.0
        N = X.shape[0]
        scores = X.dot(self.W)                       # (N, C)
        correct = scores[np.arange(N), y].reshape(-1, 1)
        margins = np.maximum(0, scores - correct + delta)
        margins[np.arange(N), y] = 0
        loss = margins.sum() / N + 0.5 * reg * np.sum(self.W * self.W)

        # number of classes that violate the margin, per example
        mask = np.zeros(margins.shape)
        mask[margins >= 0] = 1
        violations = np.sum(mask, axis=1)
        mask[np.arange(N), y] = -violations
        dW = X.T.dot(mask) / N
        dW += reg * self.W
        return loss, dW

    def train(self, X, y, lr=1e-2, reg=1e-2, steps=50, batch=20, verbose=False):
        n, d = X.shape
        k = y.max() + 1
        if self.W is None:
            self.W = 0.01 * np.random.randn(d, k)
        losses = []
        for it in range(steps):
            pick = np.random.choice(n, batch, replace=True)
            l, g = self.loss(X[pick], y[pick], reg)
            losses.append(l)
            self.W -= lr * g
            if verbose and it % 10 == 0:
                print('step', it, 'loss', l)
        return losses

    def predict(self, X):
        return X.dot(self.W).argmax(axis=1)


if __name__ == '__main__':
    np.random.seed(0)
    means = np.random.randn(5, 6) * 2
    labels = np.random.randint(0, 5, 150)
    data = means[labels] + np.random.randn(150, 6)
    svm = LinearSVM()
    svm.train(data, labels, verbose=True)
    print('acc', (svm.predict(data) == labels).mean())
