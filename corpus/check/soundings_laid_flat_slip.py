# expect: LBZ203 line 21
import numpy as np


def mix_forward(s, m, o):
    """
    - s: soundings of shape (N, a_1, ..., a_k), laid flat
    - m: weights of shape (A, M)
    - o: offsets of shape (M,)
    """
    return s.reshape(len(s), -1) @ m + o, (s, m, o)


def mix_backward(dlevel, kept):
    """
    - ds: gradient by s, of shape (N, a_1, ..., a_k)
    - dm: gradient by m, of shape (A, M)
    - do: gradient by o, of shape (M,)
    """
    s, m, o = kept
    ds = dlevel @ m.T
    dm = s.reshape(len(s), -1).T @ dlevel
    do = dlevel.sum(axis=0)
    return ds, dm, do


if __name__ == "__main__":
    rng = np.random.RandomState(5)
    soundings = rng.randn(16, 3, 4)
    wanted = rng.randn(16, 2)
    m, o = rng.randn(12, 5) * 0.2, np.zeros(5)
    n, q = rng.randn(5, 2) * 0.2, np.zeros(2)
    for _ in range(80):
        level, first = mix_forward(soundings, m, o)
        g = np.tanh(level)
        out, second = mix_forward(g, n, q)
        loss = 0.5 * np.sum((out - wanted) ** 2)
        dg, dn, dq = mix_backward(out - wanted, second)
        ds, dm, do = mix_backward(dg * (1 - g ** 2), first)
        m -= 0.01 * dm
        o -= 0.01 * do
        n -= 0.01 * dn
        q -= 0.01 * dq
    print(loss)
