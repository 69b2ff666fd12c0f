import numpy as np

def sig(v):
    return 1 / (1 + np.exp(-v))

N, D, H = 4, 3, 5
rng = np.random.default_rng(2)
x = rng.standard_normal((N, D))       # (N, D)
h0 = rng.standard_normal((N, H))      # (N, H)
Wz, Uz = rng.standard_normal((D, H)), rng.standard_normal((H, H))
Wr, Ur = rng.standard_normal((D, H)), rng.standard_normal((H, H))
Wc, Uc = rng.standard_normal((D, H)), rng.standard_normal((H, H))
target = rng.standard_normal((N, H))

z = sig(x @ Wz + h0 @ Uz)             # (N, H)
r = sig(x @ Wr + h0 @ Ur)             # (N, H)
rh = r * h0
c = np.tanh(x @ Wc + rh @ Uc)         # (N, H)
h = (1 - z) * h0 + z * c              # (N, H)
loss = ((h - target) ** 2).mean()

dh = 2 * (h - target) / h.size  #!! dh = 2 * (h - target) / N
dz = dh * (c - h0)  #!! dz = dh * (h0 - c)
dc = dh * z
dac = dc * (1 - c ** 2)
dWc = x.T @ dac
dUc = rh.T @ dac  #!! dUc = h0.T @ dac
drh = dac @ Uc.T
dr = drh * h0  #!! dr = drh * r
dar = dr * r * (1 - r)
daz = dz * z * (1 - z)
dWr, dUr = x.T @ dar, h0.T @ dar
dWz, dUz = x.T @ daz, h0.T @ daz
dh0 = dh * (1 - z) + drh * r + dar @ Ur.T + daz @ Uz.T  #!! dh0 = dh * (1 - z) + drh * r + dar @ Ur.T
