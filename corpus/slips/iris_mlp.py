import numpy as np

class MLP:
    def __init__(self, n_features, n_hidden, n_classes, l2=0.0, seed=None):
        rs = np.random.RandomState(seed)
        self.l2 = l2
        self.w1 = rs.normal(0, 0.1, (n_features, n_hidden))
        self.b1 = np.zeros(n_hidden)
        self.w2 = rs.normal(0, 0.1, (n_hidden, n_classes))
        self.b2 = np.zeros(n_classes)

    def _sigmoid(self, z):
        return 1.0 / (1.0 + np.exp(-z))

    def _forward(self, X):
        z_h = np.dot(X, self.w1) + self.b1
        a_h = self._sigmoid(z_h)
        z_out = np.dot(a_h, self.w2) + self.b2
        a_out = self._sigmoid(z_out)
        return z_h, a_h, z_out, a_out

    def _compute_cost(self, y_enc, output):
        l2_term = self.l2 * (np.sum(self.w1 ** 2.0) + np.sum(self.w2 ** 2.0))
        term1 = -y_enc * np.log(output)
        term2 = (1.0 - y_enc) * np.log(1.0 - output)
        return np.sum(term1 - term2) + l2_term

    def gradients(self, X, y_enc):
        z_h, a_h, z_out, a_out = self._forward(X)
        cost = self._compute_cost(y_enc, a_out)
        delta_out = a_out - y_enc
        sigmoid_derivative_h = a_h * (1.0 - a_h)  #!! sigmoid_derivative_h = a_h * (1.0 + a_h)
        delta_h = np.dot(delta_out, self.w2.T) * sigmoid_derivative_h  #!! delta_h = np.dot(delta_out, self.w2.T)
        grad_w1 = np.dot(X.T, delta_h) + 2 * self.l2 * self.w1  #!! grad_w1 = np.dot(X.T, delta_h) + self.l2 * self.w1
        grad_b1 = np.sum(delta_h, axis=0)
        grad_w2 = np.dot(a_h.T, delta_out) + 2 * self.l2 * self.w2
        grad_b2 = np.sum(delta_out, axis=0)  #!! grad_b2 = np.sum(delta_h, axis=0)[:3]
        return cost, grad_w1, grad_b1, grad_w2, grad_b2


rs = np.random.RandomState(1)
X = rs.randn(15, 4)
y = np.eye(3)[rs.randint(0, 3, 15)]
net = MLP(4, 6, 3, l2=0.01, seed=1)
cost, grad_w1, grad_b1, grad_w2, grad_b2 = net.gradients(X, y)
net.w1 -= 0.05 * grad_w1
net.b1 -= 0.05 * grad_b1
net.w2 -= 0.05 * grad_w2
net.b2 -= 0.05 * grad_b2
