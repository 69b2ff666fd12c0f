# expect: clean
# Dicts with the keys of the parameters that are no gradients: a copy, a target that follows, a perturbed one.
import numpy as np


def copied(params):
    new = {}
    new['W'] = params['W'].copy()
    new['b'] = np.clip(params['b'], -2, 2)
    return new


def followed(target, params, tau):
    late = {}
    late['W'] = (1 - tau) * target['W'] + tau * params['W']
    late['b'] = (1 - tau) * target['b'] + tau * params['b']
    return late


def perturbed(params, noise, sigma):
    near = {}
    near['W'] = params['W'] + sigma * noise['W']
    near['b'] = params['b'] + sigma * noise['b']
    return near


def step(params, x, y):
    m = len(x)
    out = x @ params['W'] + params['b']
    loss = np.sum((out - y) ** 2) / m
    slopes = {}
    d = 2 * (out - y) / m
    slopes['W'] = x.T @ d
    slopes['b'] = d.sum(axis=0)
    return loss, slopes


rng = np.random.default_rng(3)
x, y = rng.normal(size=(9, 4)), rng.normal(size=(9, 2))
params = {'W': rng.normal(size=(4, 2)) * 0.1, 'b': rng.normal(size=2) * 0.1}
noise = {'W': rng.normal(size=(4, 2)), 'b': rng.normal(size=2)}
target = copied(params)
near = perturbed(params, noise, 0.1)
loss, slopes = step(near, x, y)
late = followed(target, params, 0.01)
loss, slopes = step(late, x, y)
