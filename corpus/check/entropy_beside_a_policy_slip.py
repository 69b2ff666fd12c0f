# expect: LBZ201 line 28
"""REINFORCE with a baseline on a contextual bandit."""
import numpy as np


def policy(theta, s):
    """theta: [n_features, n_actions], s: [n_features]"""
    logits = s.dot(theta)
    z = np.exp(logits - logits.max())
    return z / z.sum()


def grad_log_policy(theta, s, a):
    p = policy(theta, s)
    dlog = -p
    dlog[a] += 1
    return np.outer(s, dlog)


def entropy(theta, s):
    p = policy(theta, s)
    return -np.sum(p * np.log(p))


def grad_entropy(theta, s):
    p = policy(theta, s)
    logp = np.log(p)
    dlogits = -p * (logp - np.sum(logp))
    return np.outer(s, dlogits)


def run(n_steps=2000, lr=0.1, ent_coef=0.01, seed=0):
    rng = np.random.RandomState(seed)
    n_features, n_actions = 4, 3
    true_w = rng.randn(n_features, n_actions)
    theta = np.zeros((n_features, n_actions))
    baseline = 0.0
    rewards = []
    for step in range(n_steps):
        s = rng.randn(n_features)
        p = policy(theta, s)
        a = rng.choice(n_actions, p=p)
        r = float(a == np.argmax(s.dot(true_w)))
        advantage = r - baseline
        baseline += 0.01 * (r - baseline)
        theta += lr * (advantage * grad_log_policy(theta, s, a) + ent_coef * grad_entropy(theta, s))
        rewards.append(r)
        if (step + 1) % 500 == 0:
            print('step', step + 1, 'mean reward', np.mean(rewards[-500:]))
    return theta


if __name__ == '__main__':
    theta = run()
    print('entropy at a random state:', entropy(theta, np.ones(4)))
