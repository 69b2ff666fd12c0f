# expect: LBZ201 line 36
import numpy as np

rng = np.random.default_rng(1)
width = 5


def start():
    return [rng.normal(size=(1, width)), np.zeros(width), rng.normal(size=(width, 1)), np.zeros(1)]


def net(p, x):
    h = np.tanh(x @ p[0] + p[1])
    return h @ p[2] + p[3], (x, h)


def net_back(p, cache, dout):
    x, h = cache
    da = (dout @ p[2].T) * (1 - h ** 2)
    return [x.T @ da, da.sum(0), h.T @ dout, dout.sum(0)], da @ p[0].T


def sig(a):
    return 1 / (1 + np.exp(-a))


soft = lambda a: np.logaddexp(0, a)


def judge_loss(judge, maker, real, noise):
    made, _ = net(maker, noise)
    high, ch = net(judge, real)
    low, cl = net(judge, made)
    loss = soft(-high).mean() + soft(low).mean()
    g1, _ = net_back(judge, ch, -sig(-high) / len(real))
    g2, _ = net_back(judge, cl, sig(-low) / len(noise))
    return loss, [a + b for a, b in zip(g1, g2)]


def maker_loss(judge, maker, noise):
    made, cm = net(maker, noise)
    low, cl = net(judge, made)
    loss = soft(-low).mean()
    _, dx = net_back(judge, cl, -sig(-low) / len(noise))
    grads, _ = net_back(maker, cm, dx)
    return loss, grads


judge, maker = start(), start()
for it in range(20):
    real = 2 + 0.5 * rng.normal(size=(8, 1))
    noise = rng.normal(size=(8, 1))
    loss, gj = judge_loss(judge, maker, real, noise)
    judge = [p - 0.1 * g for p, g in zip(judge, gj)]
    loss, gm = maker_loss(judge, maker, noise)
    maker = [p - 0.1 * g for p, g in zip(maker, gm)]
