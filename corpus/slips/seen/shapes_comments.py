import numpy as np

B, T, D, H = 2, 5, 8, 4
K = D // H
x = np.random.randn(B, T, D)  # (B, T, D)
W = np.random.randn(D, 3 * D)  # (D, 3 * D)
qkv = x @ W  # (B, T, 3 * D)  #!! qkv = x @ W  # (B, T, D)
q, k, v = np.split(qkv, 3, axis=-1)  # each (B, T, D)
q = q.reshape(B, T, H, K)  # -> (B, T, H, K)
q = q.transpose(0, 2, 1, 3)  # (B, T, H, K) -> (B, H, T, K)  #!! q = q.transpose(0, 2, 1, 3)  # (B, H, T, K) -> (B, T, H, K)
k = k.reshape(B, T, H, K).transpose(0, 2, 1, 3)  # shape: (B, H, T, K)
v = v.reshape(B, T, H, K).transpose(0, 2, 1, 3)  # shape (B, H, T, K)
att = q @ k.swapaxes(-1, -2)  # [B, H, T, T]  #!! att = q @ k.swapaxes(-1, -2)  # [B, H, T, K]
att = att / np.sqrt(K)
e = np.exp(att - att.max(axis=-1, keepdims=True))
norm = e.sum(axis=-1, keepdims=True)  # (B, H, T, 1)  #!! norm = e.sum(axis=-1, keepdims=True)  # (B, H, T)
p = e / norm  # B x H x T x T
out = p @ v  # (B, H, T, T) @ (B, H, T, K) -> (B, H, T, K)
out = out.transpose(0, 2, 1, 3).reshape(B, T, D)  # (B, T, D)  #!! out = out.transpose(0, 2, 1, 3).reshape(B, T, D)  # (B, D, T)
pooled = out.mean(axis=1)  # B x D  #!! pooled = out.mean(axis=1)  # B x T
total = np.sum(pooled)  # scalar
