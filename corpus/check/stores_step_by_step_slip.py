# expect: LBZ201 line 24
import numpy as np


def squash(v):
    return 1. / (1. + np.exp(-v))


def day_forward(x, out, level, Vx, Vo, c):
    n = out.shape[1]
    u = x.dot(Vx) + out.dot(Vo) + c
    take = squash(u[:, :n])
    keep = squash(u[:, n:2 * n])
    give = squash(u[:, 2 * n:3 * n])
    come = np.tanh(u[:, 3 * n:])
    level_now = keep * level + take * come
    flat = np.tanh(level_now)
    return give * flat, level_now, (x, out, level, Vx, Vo, take, keep, give, come, flat)


def day_backward(dout, dlevel, kept):
    x, out, level, Vx, Vo, take, keep, give, come, flat = kept
    dgive = dout * flat
    dlevel = dout * give * (1 - flat ** 2)
    dtake = dlevel * come
    dkeep = dlevel * level
    dcome = dlevel * take
    dlevel_before = dlevel * keep
    du = np.hstack([dtake * take * (1 - take),
                    dkeep * keep * (1 - keep),
                    dgive * give * (1 - give),
                    dcome * (1 - come ** 2)])
    return du.dot(Vx.T), du.dot(Vo.T), dlevel_before, x.T.dot(du), out.T.dot(du), du.sum(axis=0)


def days_forward(x, out0, Vx, Vo, c):
    many, days, _ = x.shape
    n = out0.shape[1]
    outs = np.zeros((many, days, n))
    out, level = out0, np.zeros((many, n))
    kept = []
    for t in range(days):
        out, level, one = day_forward(x[:, t], out, level, Vx, Vo, c)
        outs[:, t] = out
        kept.append(one)
    return outs, kept


def days_backward(douts, kept):
    many, days, n = douts.shape
    width = kept[0][0].shape[1]
    dx = np.zeros((many, days, width))
    dVx, dVo, dc = np.zeros((width, 4 * n)), np.zeros((n, 4 * n)), np.zeros(4 * n)
    dout_next, dlevel_next = np.zeros((many, n)), np.zeros((many, n))
    for t in reversed(range(days)):
        dx_t, dout_next, dlevel_next, dVx_t, dVo_t, dc_t = day_backward(
            douts[:, t] + dout_next, dlevel_next, kept[t])
        dx[:, t] = dx_t
        dVx += dVx_t
        dVo += dVo_t
        dc += dc_t
    return dx, dout_next, dVx, dVo, dc


if __name__ == '__main__':
    np.random.seed(3)
    many, days, width, n = 2, 5, 3, 4
    x = np.random.randn(many, days, width)
    out0 = np.random.randn(many, n)
    Vx, Vo, c = np.random.randn(width, 4 * n), np.random.randn(n, 4 * n), np.random.randn(4 * n)
    outs, kept = days_forward(x, out0, Vx, Vo, c)
    grads = days_backward(np.random.randn(*outs.shape), kept)
    print([g.shape for g in grads])
