# expect: LBZ101 line 40
"""REINFORCE on a 1-d corridor, tabular-feature softmax policy."""
import numpy as np

LENGTH = 6
N_ACTIONS = 3          # left, stay, right
GAMMA = 0.9
rng = np.random.RandomState(16)


def features(pos):
    phi = np.zeros(LENGTH + 1)
    phi[pos] = 1.0
    phi[-1] = 1.0
    return phi                     # (LENGTH + 1,)


def policy(theta, phi):
    h = phi @ theta
    h = h - np.max(h)
    return np.exp(h) / np.sum(np.exp(h))


def rollout(theta, steps=10):
    pos, S, A, R = 0, [], [], []
    for _ in range(steps):
        phi = features(pos)
        a = rng.choice(N_ACTIONS, p=policy(theta, phi))
        pos = min(max(pos + a - 1, 0), LENGTH - 1)
        S.append(phi)
        A.append(a)
        R.append(1.0 if pos == LENGTH - 1 else 0.0)
    return np.array(S), np.array(A), np.array(R)


def surrogate(theta, S, A, G):
    """Value and gradient of sum_t G_t log pi(A_t | S_t).

    Args:
        theta: policy table, shape (LENGTH, N_ACTIONS).
        S: features, shape (steps, LENGTH + 1).
        A: actions, shape (steps,).
        G: returns to go, shape (steps,).
    """
    H = S @ theta
    H = H - H.max(axis=1, keepdims=True)
    P = np.exp(H) / np.exp(H).sum(axis=1, keepdims=True)
    steps = len(A)
    J = np.sum(G * np.log(P[range(steps), A]))
    dH = -P * G[:, None]
    dH[range(steps), A] += G
    return J, S.T @ dH


theta = np.zeros((LENGTH + 1, N_ACTIONS))
for episode in range(300):
    S, A, R = rollout(theta)
    G = np.zeros(len(R))
    run = 0.0
    for t in reversed(range(len(R))):
        run = R[t] + GAMMA * run
        G[t] = run
    J, dtheta = surrogate(theta, S, A, G)
    theta += 0.1 * dtheta
print('return of the last episode:', R.sum())
