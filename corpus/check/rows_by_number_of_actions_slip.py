# expect: LBZ101 line 39
import numpy as np
from collections import deque
import random


class QNetwork:
    """Q(s, .) with one tanh hidden layer; Huber loss on the taken action."""

    def __init__(self, n_state, n_action, n_hidden=16, lr=0.01, kappa=1.0):
        self.lr = lr
        self.kappa = kappa
        self.W1 = np.random.randn(n_state, n_hidden) / np.sqrt(n_state)
        self.b1 = np.zeros(n_hidden)
        self.W2 = np.random.randn(n_hidden, n_action) / np.sqrt(n_hidden)
        self.b2 = np.zeros(n_action)

    def copy_from(self, other):
        self.W1, self.b1 = other.W1.copy(), other.b1.copy()
        self.W2, self.b2 = other.W2.copy(), other.b2.copy()

    def forward(self, s):
        self.s = s
        self.h = np.tanh(s @ self.W1 + self.b1)
        return self.h @ self.W2 + self.b2

    def loss(self, s, a, target):
        """the targets are treated as constants"""
        q = self.forward(s)[np.arange(len(a)), a]
        delta = q - target
        absd = np.abs(delta)
        return np.mean(np.where(absd <= self.kappa, 0.5 * delta ** 2,
                                self.kappa * (absd - 0.5 * self.kappa)))

    def backward(self, s, a, target):
        batch_size = len(a)
        q = self.forward(s)
        delta = q[np.arange(batch_size), a] - target
        dq = np.zeros_like(q)                                # n_action x batch_size
        dq[np.arange(batch_size), a] = np.clip(delta, -self.kappa, self.kappa) / batch_size
        dW2 = self.h.T @ dq
        db2 = dq.sum(axis=0)
        dz = (dq @ self.W2.T) * (1 - self.h ** 2)
        dW1 = self.s.T @ dz
        db1 = dz.sum(axis=0)
        return dW1, db1, dW2, db2

    def train_step(self, s, a, target):
        dW1, db1, dW2, db2 = self.backward(s, a, target)
        self.W1 -= self.lr * dW1
        self.b1 -= self.lr * db1
        self.W2 -= self.lr * dW2
        self.b2 -= self.lr * db2


class Corridor:
    """Walk left or right in a corridor of n cells, reward at the right end."""

    def __init__(self, n=6):
        self.n = n

    def reset(self):
        self.pos = 0
        return self.obs()

    def obs(self):
        return np.eye(self.n)[self.pos]

    def step(self, a):
        self.pos = min(self.n - 1, self.pos + 1) if a == 1 else max(0, self.pos - 1)
        done = self.pos == self.n - 1
        return self.obs(), (1.0 if done else -0.02), done


if __name__ == "__main__":
    np.random.seed(0)
    random.seed(0)
    env = Corridor()
    net = QNetwork(env.n, 2, lr=0.2)
    target_net = QNetwork(env.n, 2)
    target_net.copy_from(net)
    memory = deque(maxlen=500)
    gamma, epsilon = 0.95, 1.0
    for episode in range(40):
        s = env.reset()
        for t in range(30):
            if random.random() < epsilon:
                a = random.randrange(2)
            else:
                a = int(np.argmax(net.forward(s[None])[0]))
            s2, r, done = env.step(a)
            memory.append((s, a, r, s2, float(done)))
            s = s2
            if len(memory) >= 32:
                S, A, Rw, S2, D = map(np.array, zip(*random.sample(memory, 32)))
                y = Rw + gamma * (1 - D) * target_net.forward(S2).max(axis=1)
                net.train_step(S, A, y)
            if done:
                break
        epsilon = max(0.05, epsilon * 0.93)
        if episode % 5 == 0:
            target_net.copy_from(net)
        if episode % 10 == 9:
            print("episode", episode + 1, "length", t + 1)
