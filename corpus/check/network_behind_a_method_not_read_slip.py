# expect: LBZ201 line 56
import numpy as np
from collections import deque


class QNetwork:
    """
    Small DQN-style value network with a target copy and the Huber loss on the TD error.
    """

    def __init__(self, state_size, action_size, hidden=16, lr=0.05, gamma=0.9, kappa=1.0, seed=0):
        self.rng = np.random.RandomState(seed)
        self.gamma = gamma
        self.kappa = kappa
        self.lr = lr
        self.action_size = action_size
        self.params = {
            'W1': self.rng.randn(state_size, hidden) * np.sqrt(2.0 / state_size),
            'b1': np.zeros(hidden),
            'W2': self.rng.randn(hidden, action_size) * np.sqrt(1.0 / hidden),
            'b2': np.zeros(action_size),
        }
        self.sync_target()

    def sync_target(self):
        self.target = {k: v.copy() for k, v in self.params.items()}

    @staticmethod
    def _q(s, p):
        h = np.maximum(0, s.dot(p['W1']) + p['b1'])
        return h, h.dot(p['W2']) + p['b2']

    def loss_and_grads(self, states, actions, rewards, next_states, dones):
        """
        states: (B, state_size), actions: (B,), rewards: (B,), next_states: (B, state_size), dones: (B,)
        The target is a constant: no gradient flows through it.
        """
        B = states.shape[0]
        p = self.params
        _, q_next = self._q(next_states, self.target)
        y = rewards + self.gamma * (1 - dones) * q_next.max(axis=1)

        h, q = self._q(states, p)
        td_error = q[np.arange(B), actions] - y
        quad = np.abs(td_error) <= self.kappa
        huber = np.where(quad, 0.5 * td_error ** 2, self.kappa * (np.abs(td_error) - 0.5 * self.kappa))
        loss = huber.mean()

        dq = np.zeros_like(q)
        dq[np.arange(B), actions] = np.clip(td_error, -self.kappa, self.kappa) / B
        grads = {}
        grads['W2'] = h.T.dot(dq)
        grads['b2'] = dq.sum(axis=0)
        dh = dq.dot(p['W2'].T)
        dh[h <= 0] = 0
        grads['W1'] = next_states.T.dot(dh)
        grads['b1'] = dh.sum(axis=0)
        return loss, grads

    def act(self, s, epsilon):
        if self.rng.rand() < epsilon:
            return self.rng.randint(self.action_size)
        return int(np.argmax(self._q(s[None, :], self.params)[1][0]))

    def learn(self, batch):
        states, actions, rewards, next_states, dones = [np.array(v) for v in zip(*batch)]
        loss, grads = self.loss_and_grads(states, actions, rewards, next_states, dones)
        for k in self.params:
            self.params[k] -= self.lr * grads[k]
        return loss


def env_step(pos, a):
    pos = min(max(pos + (1 if a == 1 else -1), 0), 5)
    done = pos == 5
    return pos, (1.0 if done else -0.05), float(done)


def one_hot(i, n=6):
    v = np.zeros(n)
    v[i] = 1.0
    return v


if __name__ == '__main__':
    net = QNetwork(6, 2)
    memory = deque(maxlen=500)
    losses = []
    for ep in range(30):
        pos = 0
        for t in range(25):
            a = net.act(one_hot(pos), 0.3)
            nxt, r, done = env_step(pos, a)
            memory.append((one_hot(pos), a, r, one_hot(nxt), done))
            pos = nxt
            if len(memory) >= 16:
                idx = net.rng.choice(len(memory), 16, replace=False)
                losses.append(net.learn([memory[i] for i in idx]))
            if done:
                break
        if ep % 5 == 0:
            net.sync_target()
    print('mean loss of the last 50 updates: %.5f' % np.mean(losses[-50:]))
