# expect: clean
# verified: dW1
# verified: dW2
""" REINFORCE with a two layer policy on a little one-dimensional catching game. """
import numpy as np

H = 10          # hidden units
D = 2           # observation: paddle and ball column
gamma = 0.9
learning_rate = 0.05

rng = np.random.RandomState(70)
model = {}
model['W1'] = rng.randn(H, D) / np.sqrt(D)    # H x D
model['W2'] = rng.randn(H) / np.sqrt(H)       # H


def discount_rewards(r):
    """ r: (T,) -> discounted rewards, (T,) """
    out = np.zeros_like(r)
    running = 0
    for t in reversed(range(r.size)):
        running = running * gamma + r[t]
        out[t] = running
    return out


def policy_forward(x):
    h = np.dot(model['W1'], x)                # (H,)
    h[h < 0] = 0
    logp = np.dot(model['W2'], h)
    return 1.0 / (1.0 + np.exp(-logp)), h


def policy_backward(epx, eph, epdlogp):
    """
    epx: (T, D) observations, eph: (T, H) hidden states, epdlogp: (T,)
    """
    dW2 = np.dot(eph.T, epdlogp)              # (H,)
    dh = np.outer(epdlogp, model['W2'])       # (T, H)
    dh[eph <= 0] = 0
    dW1 = np.dot(dh.T, epx)                   # (H, T) (T, D) -> (H, D)
    return {'W1': dW1, 'W2': dW2}


def play(T=8):
    paddle, ball = rng.uniform(-1, 1, size=2)
    xs, hs, dlogps, rs = [], [], [], []
    for t in range(T):
        x = np.array([paddle, ball])          # (D,)
        p, h = policy_forward(x)
        y = 1 if rng.uniform() < p else 0
        paddle += 0.25 if y == 1 else -0.25
        xs.append(x)
        hs.append(h)
        dlogps.append(y - p)
        rs.append(-abs(paddle - ball))
    return np.vstack(xs), np.vstack(hs), np.array(dlogps), np.array(rs)


baseline = 0.0
for episode in range(150):
    epx, eph, epdlogp, epr = play()
    adv = discount_rewards(epr)               # (T,)
    adv = (adv - adv.mean()) / (adv.std() + 1e-8)
    grad = policy_backward(epx, eph, epdlogp * adv)
    for k in model:
        model[k] += learning_rate * grad[k]
    baseline = 0.95 * baseline + 0.05 * epr.sum()
    if episode % 50 == 49:
        print('episode %d, running reward %.3f' % (episode + 1, baseline))
