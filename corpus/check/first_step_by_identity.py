# expect: clean
"""A recurrent layer over all steps, the first of which is told by `is`."""
import numpy as np


def step_forward(x, h_prev, U, V, c):
    h_next = np.tanh(x @ U + h_prev @ V + c)
    return h_next, (x, h_prev, U, V, h_next)


def step_backward(dh_next, cache):
    x, h_prev, U, V, h_next = cache
    da = (1 - h_next**2) * dh_next
    dx = da @ U.T
    dh_prev = da @ V.T
    dU = x.T @ da
    dV = h_prev.T @ da
    dc = da.sum(axis=0)
    return dx, dh_prev, dU, dV, dc


def layer_forward(x, h0, U, V, c):
    """
    - x: inputs of all steps, of shape (N, T, D)
    - h0: first state, of shape (N, H)
    - U: of shape (D, H)
    - V: of shape (H, H)
    - c: of shape (H,)
    """
    N, T, D = x.shape
    h = np.zeros((N, T, h0.shape[1]))
    kept = []
    for t in range(T):
        if t is 0:
            h[:, t, :], one = step_forward(x[:, t, :], h0, U, V, c)
        else:
            h[:, t, :], one = step_forward(x[:, t, :], h[:, t - 1, :], U, V, c)
        kept.append(one)
    return h, kept


def layer_backward(dh, kept):
    x, h0, U, V, _ = kept[0]
    N, T, H = dh.shape
    dx = np.zeros((N, T, x.shape[1]))
    dU, dV, dc = np.zeros_like(U), np.zeros_like(V), np.zeros(H)
    for t in reversed(range(T)):
        if t is T - 1:
            dx_t, dh_prev, dU_t, dV_t, dc_t = step_backward(dh[:, t, :], kept[t])
        else:
            dx_t, dh_prev, dU_t, dV_t, dc_t = step_backward(dh[:, t, :] + dh_prev, kept[t])
        dx[:, t, :] += dx_t
        dU += dU_t
        dV += dV_t
        dc += dc_t
    dh0 = dh_prev
    return dx, dh0, dU, dV, dc
