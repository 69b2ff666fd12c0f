# expect: LBZ301 line 22
import numpy as np


class SoftmaxRegression:
    """
    Multinomial logistic regression on raw pixel counts.

    Attributes:
        W: weights, (n_features, n_classes)
        b: intercept, (n_classes,)
    """

    def __init__(self, n_features, n_classes, lr=0.01):
        self.W = np.zeros((n_features, n_classes))
        self.b = np.zeros(n_classes)
        self.lr = lr

    def _proba(self, X):
        """X: (n_samples, n_features) -> probabilities (n_samples, n_classes)"""
        z = X @ self.W + self.b
        e = np.exp(z)
        return e / e.sum(axis=1, keepdims=True)

    def gradients(self, X, Y):
        """
        X: (n_samples, n_features)
        Y: one-hot, (n_samples, n_classes)
        """
        n = X.shape[0]
        P = self._proba(X)
        dZ = (P - Y) / n               # (n_samples, n_classes)
        dW = X.T @ dZ                  # (n_features, n_classes)
        db = dZ.sum(axis=0)            # (n_classes,)
        return dW, db

    def fit(self, X, Y, epochs=50):
        for _ in range(epochs):
            dW, db = self.gradients(X, Y)
            self.W -= self.lr * dW
            self.b -= self.lr * db
        return self

    def predict(self, X):
        return self._proba(X).argmax(axis=1)     # (n_samples,)


rng = np.random.RandomState(33)
n_samples, n_features, n_classes = 120, 16, 4
prototypes = rng.randint(0, 256, size=(n_classes, n_features))     # (n_classes, n_features)
labels = rng.randint(0, n_classes, size=n_samples)                 # (n_samples,)
X = np.clip(prototypes[labels] + 20 * rng.randn(n_samples, n_features), 0, 255)
Y = np.eye(n_classes)[labels]                                      # (n_samples, n_classes)

model = SoftmaxRegression(n_features, n_classes).fit(X, Y)
print("accuracy", np.mean(model.predict(X) == labels))
print("weights norm", np.linalg.norm(model.W))
