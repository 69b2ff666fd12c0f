# expect: clean
# verified: dprefs
# verified: what ActorCritic.grad_entropy returns
# verified: grad_value
import numpy as np


class ActorCritic:
    """Softmax actor and linear critic, one-step TD.

    theta: (n_features, n_actions), w: (n_features,)
    """

    def __init__(self, n_features, n_actions, alpha_theta=0.05, alpha_w=0.1, gamma=0.95, seed=0):
        self.rng = np.random.default_rng(seed)
        self.theta = np.zeros((n_features, n_actions))
        self.w = np.zeros(n_features)
        self.alpha_theta = alpha_theta
        self.alpha_w = alpha_w
        self.gamma = gamma

    def policy(self, phi):
        prefs = phi @ self.theta
        prefs = prefs - np.max(prefs)
        e = np.exp(prefs)
        return e / e.sum()

    def log_pi(self, phi, a):
        return np.log(self.policy(phi)[a])

    def grad_log_pi(self, phi, a):
        """Gradient of log pi(a | s) with respect to theta, shape (n_features, n_actions)."""
        p = self.policy(phi)
        one_hot = np.zeros_like(p)
        one_hot[a] = 1.0
        return np.outer(phi, one_hot - p)

    def entropy(self, phi):
        p = self.policy(phi)
        return -np.sum(p * np.log(p))

    def grad_entropy(self, phi):
        p = self.policy(phi)
        H = -np.sum(p * np.log(p))
        dprefs = -p * (np.log(p) + H)
        return np.outer(phi, dprefs)

    def value(self, phi):
        return self.w @ phi

    def grad_value(self, phi):
        return phi

    def update(self, phi, a, r, phi_next, done, beta=0.01):
        target = r if done else r + self.gamma * self.value(phi_next)
        delta = target - self.value(phi)           # TD error
        self.w += self.alpha_w * delta * self.grad_value(phi)
        self.theta += self.alpha_theta * (delta * self.grad_log_pi(phi, a) + beta * self.grad_entropy(phi))
        return delta


def features(s, n):
    phi = np.zeros(n)
    phi[s] = 1.0
    return phi


if __name__ == '__main__':
    # random walk on a line, +1 at the right end
    n = 7
    agent = ActorCritic(n, 2)
    lengths = []
    for episode in range(100):
        s, steps, done = n // 2, 0, False
        while not done and steps < 200:
            phi = features(s, n)
            a = agent.rng.choice(2, p=agent.policy(phi))
            s2 = s + (1 if a == 1 else -1)
            s2 = max(s2, 0)
            done = s2 == n - 1
            r = 1.0 if done else 0.0
            agent.update(phi, a, r, features(s2, n), done)
            s = s2
            steps += 1
        lengths.append(steps)
    print('mean length, first and last ten:', np.mean(lengths[:10]), np.mean(lengths[-10:]))
