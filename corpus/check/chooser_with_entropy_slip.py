# expect: LBZ201 line 30
import numpy as np

n_arms, n_seen = 3, 2


def chances(w, seen):
    z = seen.dot(w)
    e = np.exp(z - z.max())
    return e / e.sum()


def surrogate(w, tries, base, weight):
    total = 0.0
    for seen, arm, paid in tries:
        p = chances(w, seen)
        entropy = -np.sum(p * np.log(p))
        total -= (paid - base) * np.log(p[arm]) + weight * entropy
    return total / len(tries)


def chances_gradient(w, tries, base, weight):
    grad = np.zeros_like(w)
    for seen, arm, paid in tries:
        p = chances(w, seen)
        chosen = np.zeros(n_arms)
        chosen[arm] = 1
        entropy = -np.sum(p * np.log(p))
        by_entropy = -p * (np.log(p) + entropy)
        grad -= np.outer(seen, (paid - base) * (chosen + p) + weight * by_entropy)
    return grad / len(tries)


w = np.zeros((n_seen, n_arms))
for _ in range(50):
    tries = []
    for _ in range(4):
        seen = np.random.randn(n_seen)
        arm = np.random.choice(n_arms, p=chances(w, seen))
        tries.append((seen, arm, np.random.randn()))
    w -= 0.2 * chances_gradient(w, tries, 0.1, 0.01)
