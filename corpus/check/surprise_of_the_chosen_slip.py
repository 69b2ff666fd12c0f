# expect: LBZ201 line 19
import numpy as np


def log_shares(u):
    u = u - u.max(axis=1, keepdims=True)
    return u - np.log(np.exp(u).sum(axis=1, keepdims=True))


def tempered_surprise(u, chosen, power=1.5):
    """ mean of p^power * log p over the chosen items, and its gradient by the utilities """
    m = len(chosen)
    logs = log_shares(u)
    shares = np.exp(logs)
    pick = shares[np.arange(m), chosen]
    logpick = logs[np.arange(m), chosen]
    loss = (pick ** power * logpick).mean()
    # through the softmax: d pick / d u = pick * (onehot - shares)
    dpick = (power * pick ** (power - 1) * logpick + pick ** power) / m
    back = -shares * (pick * dpick)[:, None]
    back[np.arange(m), chosen] += pick * dpick
    return loss, back


rs = np.random.RandomState(8)
Z = rs.randn(30, 4)
chosen = rs.randint(0, 3, 30)
V = rs.randn(4, 3) * 0.1
for it in range(100):
    loss, back = tempered_surprise(Z @ V, chosen)
    V -= 0.3 * Z.T @ back
print(loss)
