# expect: LBZ202 line 22
import numpy as np


class RBFNet(object):
    def __init__(self, centers, n_out=1):
        self.centers = centers
        self.log_s = np.random.randn()
        self.w = np.random.randn(len(centers), n_out)

    def _phi(self, X):
        d = X[:, np.newaxis, :] - self.centers[np.newaxis, :, :]
        self.d2 = np.sum(d ** 2, axis=-1)
        return np.exp(-self.d2 * np.exp(self.log_s))

    def forward(self, X):
        self.phi = self._phi(X)
        return self.phi @ self.w

    def gradients(self, y_hat, y):
        e = (y_hat - y) / len(y)
        grad_w = 2 * self.phi.T @ e
        grad_phi = e @ self.w.T
        grad_log_s = np.sum(grad_phi * self.phi * (-self.d2) * np.exp(self.log_s))
        return grad_w, grad_log_s


X = np.random.randn(25, 2)
y = np.random.randn(25, 1)
net = RBFNet(np.random.randn(6, 2))
y_hat = net.forward(X)
loss = 0.5 * np.sum((y_hat - y) ** 2) / len(y)
grad_w, grad_log_s = net.gradients(y_hat, y)
