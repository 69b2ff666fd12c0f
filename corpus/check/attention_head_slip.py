# expect: LBZ201 line 23
import numpy as np

B, T, C, D = 4, 8, 32, 16
x = np.random.randn(B, T, C)
Wq = np.random.randn(C, D) / np.sqrt(C)
Wk = np.random.randn(C, D) / np.sqrt(C)
Wv = np.random.randn(C, D) / np.sqrt(C)

q = x @ Wq  # (B, T, D)
k = x @ Wk  # (B, T, D)
v = x @ Wv  # (B, T, D)
scores = q @ k.transpose(0, 2, 1) / np.sqrt(D)  # (B, T, T)
scores -= scores.max(axis=-1, keepdims=True)
e = np.exp(scores)
p = e / e.sum(axis=-1, keepdims=True)  # (B, T, T)
y = p @ v  # (B, T, D)
loss = 0.5 * (y ** 2).sum()

dy = y
dv = p.transpose(0, 2, 1) @ dy
dp = dy @ v.transpose(0, 2, 1)
ds = p * (dp - (dp * p).sum(axis=1, keepdims=True))
dq = ds @ k / np.sqrt(D)
dk = ds.transpose(0, 2, 1) @ q / np.sqrt(D)
dWq = np.einsum('btc,btd->cd', x, dq)
dWk = np.einsum('btc,btd->cd', x, dk)
dWv = np.einsum('btc,btd->cd', x, dv)
dx = dq @ Wq.T + dk @ Wk.T + dv @ Wv.T
