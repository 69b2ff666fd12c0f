# expect: LBZ202 line 34
"""REINFORCE with a baseline on a tiny grid corridor. Policy: one hidden layer, softmax over actions."""
import numpy as np

N_STATES, N_ACTIONS, H = 6, 2, 8
gamma = 0.95

rng = np.random.RandomState(21)
model = {}
model['W1'] = rng.randn(H, N_STATES) / np.sqrt(N_STATES)
model['W2'] = rng.randn(N_ACTIONS, H) / np.sqrt(H)


def policy_forward(s):
    h = np.dot(model['W1'], s)
    h[h < 0] = 0
    logit = np.dot(model['W2'], h)
    e = np.exp(logit - np.max(logit))
    return e / e.sum(), h


def discount_rewards(r):
    out = np.zeros_like(r)
    running = 0.0
    for t in reversed(range(len(r))):
        running = running * gamma + r[t]
        out[t] = running
    return out


def policy_backward(eps, eph, epdlogp):
    """ gradient of sum_t adv_t * log pi(a_t | s_t); rows of the arrays are time steps """
    dW2 = np.dot(epdlogp.T, eph)
    dh = 2 * np.dot(epdlogp, model['W2'])
    dh[eph <= 0] = 0
    dW1 = np.dot(dh.T, eps)
    return {'W1': dW1, 'W2': dW2}


def one_hot(i, n):
    v = np.zeros(n)
    v[i] = 1
    return v


def run_episode(max_steps=20):
    pos = 2
    xs, hs, dlogps, acts, rs = [], [], [], [], []
    for _ in range(max_steps):
        s = one_hot(pos, N_STATES)
        prob, h = policy_forward(s)
        a = 0 if rng.uniform() < prob[0] else 1
        dlogp = -prob
        dlogp[a] += 1
        pos = max(pos - 1, 0) if a == 0 else pos + 1
        xs.append(s)
        hs.append(h)
        dlogps.append(dlogp)
        acts.append(a)
        rs.append(1.0 if pos == N_STATES - 1 else -0.05)
        if pos == N_STATES - 1:
            break
    return np.vstack(xs), np.vstack(hs), np.vstack(dlogps), acts, np.array(rs)


baseline = 0.0
for episode in range(150):
    eps, eph, epdlogp, acts, rewards = run_episode()
    adv = discount_rewards(rewards) - baseline
    grad = policy_backward(eps, eph, epdlogp * adv[:, None])
    for k in model:
        model[k] += 0.05 * grad[k]
    baseline = 0.9 * baseline + 0.1 * rewards.sum()
    if episode % 50 == 0:
        print('episode', episode, 'steps', len(rewards))
