# expect: LBZ201 line 15
import numpy as np


def hinge(W, X, y, reg):
    n = X.shape[0]
    scores = X.dot(W)
    right = scores[np.arange(n), y].reshape(-1, 1)
    margins = np.maximum(0, scores - right + 1)
    margins[np.arange(n), y] = 0
    loss = np.sum(margins) / n + 0.5 * reg * np.sum(W * W)

    active = (margins > 0).astype(float)
    active[np.arange(n), y] = -active.sum(axis=1)
    dW = X.T.dot(active) / n + 2 * reg * W
    return loss, dW


class Classifier(object):
    def __init__(self):
        self.W = None

    def fit(self, X, y, rate=1e-3, reg=1e-3, rounds=50):
        classes = np.max(y) + 1
        if self.W is None:
            self.W = 0.01 * np.random.randn(X.shape[1], classes)
        for it in range(rounds):
            loss, grad = hinge(self.W, X, y, reg)
            self.W -= rate * grad
        return loss


if __name__ == '__main__':
    X = np.random.randn(40, 6)
    y = np.random.randint(0, 4, 40)
    print(Classifier().fit(X, y))
