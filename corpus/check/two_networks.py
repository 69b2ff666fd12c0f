# expect: clean
import numpy as np


class Critic:
    def __init__(self, h=5):
        self.W1 = np.random.randn(1, h)
        self.W2 = np.random.randn(h, 1)

    def forward(self, x):
        a = np.tanh(x @ self.W1)
        self.cache = (x, a)
        return 1 / (1 + np.exp(-(a @ self.W2)))

    def backward(self, dlogit):
        x, a = self.cache
        gW2 = a.T @ dlogit
        da = (dlogit @ self.W2.T) * (1 - a**2)
        return da @ self.W1.T, (x.T @ da, gW2)


def critic_loss(D, real, fake):
    pr = D.forward(real)
    _, g_real = D.backward((pr - 1) / len(real))
    pf = D.forward(fake)
    _, g_fake = D.backward(pf / len(fake))
    loss = -np.mean(np.log(pr)) - np.mean(np.log(1 - pf))
    return loss, [r + f for r, f in zip(g_real, g_fake)]


def maker_loss(G, D, z):
    p = D.forward(z @ G)
    loss = -np.mean(np.log(p))
    dx, _ = D.backward((p - 1) / len(z))
    return loss, z.T @ dx


G, D = np.random.randn(2, 1), Critic()
for step in range(50):
    real, z = np.random.randn(16, 1), np.random.randn(16, 2)
    ld, gd = critic_loss(D, real, z @ G)
    D.W1 -= 0.1 * gd[0]
    D.W2 -= 0.1 * gd[1]
    lg, gG = maker_loss(G, D, z)
    G -= 0.1 * gG
