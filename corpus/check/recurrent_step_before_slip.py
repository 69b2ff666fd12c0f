# expect: LBZ201 line 26
import numpy as np

n_hidden, n_in = 6, 4
W = np.random.randn(n_hidden, n_in) * 0.1
U = np.random.randn(n_hidden, n_hidden) * 0.1
V = np.random.randn(n_in, n_hidden) * 0.1


def run(xs, ys, first):
    hs, ps = {}, {}
    hs[-1] = np.copy(first)
    loss = 0
    for t in range(len(xs)):
        hs[t] = np.tanh(W @ xs[t] + U @ hs[t - 1])
        out = np.exp(V @ hs[t])
        ps[t] = out / out.sum()
        loss -= np.log(ps[t][ys[t]])
    dW, dU, dV = np.zeros_like(W), np.zeros_like(U), np.zeros_like(V)
    dnext = np.zeros(n_hidden)
    for t in reversed(range(len(xs))):
        dout = np.copy(ps[t])
        dout[ys[t]] -= 1
        dV += np.outer(dout, hs[t])
        dh = V.T @ dout + dnext
        draw = (1 - hs[t - 1] * hs[t - 1]) * dh
        dW += np.outer(draw, xs[t])
        dU += np.outer(draw, hs[t - 1])
        dnext = U.T @ draw
    return loss, dW, dU, dV


xs = [np.random.randn(n_in) for _ in range(3)]
loss, dW, dU, dV = run(xs, [0, 2, 1], np.zeros(n_hidden))
