# expect: clean
import numpy as np

squash = lambda u: 1 / (1 + np.exp(-u))


class Critic:
    def __init__(self, n_in, n_mid):
        self.A = np.random.randn(n_in, n_mid) * 0.3
        self.B = np.random.randn(n_mid, 1) * 0.3

    def forward(self, x):
        self.x = x
        self.h = np.tanh(x @ self.A)
        self.p = squash(self.h @ self.B)
        return self.p

    def backward(self, dlogit):
        self.dB = self.h.T @ dlogit
        dh = dlogit @ self.B.T * (1 - self.h ** 2)
        self.dA = self.x.T @ dh
        dx = dh @ self.A.T
        return dx


if __name__ == "__main__":
    critic = Critic(4, 6)
    for _ in range(100):
        x = np.random.randn(20, 4)
        p = critic.forward(x)
        critic.backward((p - 1) / len(x))
        critic.A -= 0.1 * critic.dA
        critic.B -= 0.1 * critic.dB
