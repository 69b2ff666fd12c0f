# expect: clean
# verified: grad
import numpy as np


def bell(A, B, width):
    return np.exp(-((A[:, None, :] - B[None, :, :]) ** 2).sum(-1) / width)


class Machine:
    def __init__(self, decay=0.05, tries=100):
        self.decay, self.tries = decay, tries

    def value(self, c, K, y):
        return np.mean(np.logaddexp(0, -y * (K @ c))) + 0.5 * self.decay * c @ K @ c

    def slope(self, c, K, y):
        part = -y / (1 + np.exp(y * (K @ c))) / len(y)
        return K.T @ part

    def grad(self, c, K, y):
        return self.slope(c, K, y) + self.decay * K @ c

    def fit(self, X, y):
        K = bell(X, X, 2.0)
        c = np.zeros(len(y))
        step, cost = 1.0, self.value(c, K, y)
        for k in range(self.tries):
            g = self.grad(c, K, y)
            while True:
                trial = c - step * g
                less = self.value(trial, K, y)
                if less <= cost - 0.5 * step * g @ g or step < 1e-9:
                    break
                step *= 0.5
            c, cost = trial, less
        return c


X = np.random.randn(30, 2)
y = np.sign(X[:, 0] * X[:, 1])
print(Machine().fit(X, y))
