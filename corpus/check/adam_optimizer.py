# expect: clean
import numpy as np


class Adam:
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
        self.params = params
        self.lr = lr
        self.beta1, self.beta2 = betas
        self.eps = eps
        self.t = 0
        self.m = {k: np.zeros_like(v) for k, v in params.items()}
        self.v = {k: np.zeros_like(v) for k, v in params.items()}

    def step(self, grads):
        self.t += 1
        for key in self.params.keys():
            g = grads[key]
            self.m[key] = self.beta1 * self.m[key] + (1 - self.beta1) * g
            self.v[key] = self.beta2 * self.v[key] + (1 - self.beta2) * g * g
            m_hat = self.m[key] / (1 - self.beta1 ** self.t)
            v_hat = self.v[key] / (1 - self.beta2 ** self.t)
            self.params[key] -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)


def loss_and_grads(params, X, y):
    pred = X @ params['w'] + params['b']
    err = pred - y
    loss = np.mean(err ** 2)
    grads = {
        'w': 2 * X.T @ err / len(y),
        'b': 2 * err.mean(),
    }
    return loss, grads


X = np.random.randn(32, 5)
y = np.random.randn(32)
params = dict(w=np.random.randn(5), b=np.random.randn(1))
opt = Adam(params, lr=0.01)
for step in range(1000):
    loss, grads = loss_and_grads(params, X, y)
    opt.step(grads)
