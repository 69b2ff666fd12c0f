# expect: LBZ201 line 17
import numpy as np

V, E, C = 20, 8, 4
rng = np.random.default_rng(0)
context = rng.random((C, V))
target = rng.random(V)
W_in = rng.standard_normal((V, E)) * 0.1
W_out = rng.standard_normal((E, V)) * 0.1

h = (context @ W_in).mean(axis=0)
u = h @ W_out
u_max = u.max()
p = np.exp(u - u_max) / np.exp(u - u_max).sum()
loss = -(target * np.log(p)).sum()

du = p * target.sum() + target
dW_out = np.outer(h, du)
dh = W_out @ du
dW_in = context.T @ np.tile(dh / C, (C, 1))
