# expect: clean
# verified: dact, dpre, dx
import numpy as np


def silu(a):
    s = 1.0 / (1.0 + np.exp(-a))
    return a * s, s


def residual_block(x, params):
    """
    y = x + silu(x W1 + c1) W2

    :param x: activations, shape ``(rows, width)``
    :param params: dict with ``W1`` ``(width, inner)``, ``c1`` ``(inner,)``, ``W2`` ``(inner, width)``
    :return: output ``(rows, width)`` and a tuple for the backward pass
    """
    pre = x @ params['W1'] + params['c1']
    act, s = silu(pre)
    return x + act @ params['W2'], (x, pre, act, s)


def residual_block_grad(dy, saved, params):
    """
    :param dy: shape ``(rows, width)``
    :return: ``dx`` of shape ``(rows, width)`` and the gradients of the parameters
    """
    x, pre, act, s = saved
    dact = dy @ params['W2'].T                  # (rows, inner)
    dpre = dact * (s + act * (1 - s))           # (rows, inner)
    grads = {
        'W2': act.T @ dy,                       # (inner, width)
        'W1': x.T @ dpre,                       # (width, inner)
        'c1': dpre.sum(axis=0),                 # (inner,)
    }
    dx = dy + dpre @ params['W1'].T
    return dx, grads


rng = np.random.default_rng(77)
rows, width, inner, depth = 10, 6, 9, 3
blocks = [{'W1': rng.normal(size=(width, inner)) / np.sqrt(width),
           'c1': np.zeros(inner),
           'W2': rng.normal(size=(inner, width)) * 0.1} for _ in range(depth)]
x0 = rng.normal(size=(rows, width))
goal = np.roll(x0, 1, axis=1)                   # (rows, width)


def run(x):
    tape = []
    for blk in blocks:
        x, saved = residual_block(x, blk)
        tape.append(saved)
    return x, tape


for it in range(80):
    out, tape = run(x0)
    loss = np.mean((out - goal) ** 2)
    d = 2 * (out - goal) / out.size
    for blk, saved in zip(reversed(blocks), reversed(tape)):
        d, grads = residual_block_grad(d, saved, blk)
        for name in blk:
            blk[name] -= 0.5 * grads[name]
    if it % 20 == 0:
        print(it, loss)
