# expect: LBZ201 line 22
import numpy as np


def softmax(z):
    z = z - np.max(z, axis=1, keepdims=True)
    return np.exp(z) / np.sum(np.exp(z), axis=1, keepdims=True)


class SoftmaxRegression:
    def __init__(self, n_features, n_classes, reg=1e-3):
        self.W = np.random.randn(n_features, n_classes) * 0.01
        self.b = np.zeros((1, n_classes))
        self.reg = reg

    def fit(self, X, Y, lr=0.1, n_iter=500):
        n_samples, n_features = X.shape
        for _ in range(n_iter):
            P = softmax(X @ self.W + self.b)
            loss = -np.mean(np.sum(Y * np.log(P + 1e-15), axis=1))
            loss += 0.5 * self.reg * np.sum(self.W ** 2)
            dZ = (Y - P) / n_samples
            dW = X.T @ dZ + self.reg * self.W
            db = np.sum(dZ, axis=0, keepdims=True)
            self.W -= lr * dW
            self.b -= lr * db
        return self


N, D, C = 40, 4, 3
X = np.random.randn(N, D)
Y = np.random.rand(N, C)
Y /= Y.sum(axis=1, keepdims=True)
model = SoftmaxRegression(D, C).fit(X, Y)
