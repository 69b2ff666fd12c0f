# expect: clean
import numpy as np

H = 20
D = 30
model = {}
model['W1'] = np.random.randn(H, D) / np.sqrt(D)
model['W2'] = np.random.randn(H) / np.sqrt(H)


def sigmoid(x):
    return 1.0 / (1.0 + np.exp(-x))


def policy_forward(x):
    h = np.dot(model['W1'], x)
    h[h < 0] = 0
    logp = np.dot(model['W2'], h)
    p = sigmoid(logp)
    return p, h


def policy_backward(eph, epdlogp, epx):
    dW2 = np.dot(eph.T, epdlogp).ravel()
    dh = np.outer(epdlogp, model['W2'])
    dh[eph <= 0] = 0
    dW1 = np.dot(dh.T, epx)
    return {'W1': dW1, 'W2': dW2}


xs, hs, dlogps = [], [], []
for step in range(4):
    x = np.random.randn(D)
    aprob, h = policy_forward(x)
    xs.append(x)
    hs.append(h)
    dlogps.append(1 - aprob)
epx = np.vstack(xs)
eph = np.vstack(hs)
epdlogp = np.vstack(dlogps)
grad = policy_backward(eph, epdlogp, epx)
