import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def neg_sampling_loss_and_gradient(v_c, outside_idx, neg_idx, U):
    """v_c: (D,), U: (V, D)"""
    u_o = U[outside_idx]
    pos = sigmoid(u_o @ v_c)
    loss = -np.log(pos)
    grad_vc = (pos - 1) * u_o
    grad_U = np.zeros_like(U)
    grad_U[outside_idx] += (pos - 1) * v_c  #!! grad_U[outside_idx] += (1 - pos) * v_c
    for k in neg_idx:
        s = sigmoid(-U[k] @ v_c)
        loss -= np.log(s)
        grad_vc += (1 - s) * U[k]  #!! grad_vc += s * U[k]
        grad_U[k] += (1 - s) * v_c  #!! grad_U[k] = (1 - s) * v_c
    return loss, grad_vc, grad_U


V, D = 8, 4
U = np.random.randn(V, D)
v = np.random.randn(D)
loss, grad_vc, grad_U = neg_sampling_loss_and_gradient(v, 2, [5, 1, 5], U)
