# verified: out['w'], out['c']
# A parameter is called g, and goes a step along what has its key.
import numpy as np

rng = np.random.default_rng(9)
echo = rng.normal(size=(40, 5))
depth = rng.normal(size=40)
theta = {'g': 1.0 * np.ones(5), 'w': rng.normal(size=5), 'c': 0.5}

for sounding in range(30):
    scaled = echo * theta['g']
    guess = np.tanh(scaled) @ theta['w'] + theta['c']
    loss = 0.5 * np.mean((guess - depth) ** 2)
    miss = (guess - depth) / len(depth)
    out = {}
    out['w'] = np.tanh(scaled).T @ miss
    out['c'] = miss.sum()
    dscaled = np.outer(miss, theta['w']) * (1 - np.tanh(scaled) ** 2)
    out['g'] = (dscaled * echo).sum(axis=0)
    for name in theta:
        theta[name] = theta[name] - 0.1 * out[name]
    print(sounding, loss)
