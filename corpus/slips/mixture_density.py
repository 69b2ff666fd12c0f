import numpy as np

K, N = 3, 40
rng = np.random.default_rng(5)
x = rng.normal(size=N)
a = rng.normal(size=K)          # logits of the weights
mu = rng.normal(size=K)
s = 0.1 * rng.normal(size=K)    # log standard deviations

w = np.exp(a - a.max())
w = w / w.sum()
u = (x[:, None] - mu) * np.exp(-s)                        # (N, K)
logcomp = np.log(w) - s - 0.5 * u ** 2                    # (N, K)
mx = logcomp.max(axis=1, keepdims=True)
lse = mx[:, 0] + np.log(np.exp(logcomp - mx).sum(axis=1)) # (N,)
nll = -lse.mean()

r = np.exp(logcomp - lse[:, None])                        # responsibilities (N, K)
dnll_da = w - r.mean(axis=0)  #!! dnll_da = r.mean(axis=0) - w
dnll_dmu = -(r * u * np.exp(-s)).mean(axis=0)  #!! dnll_dmu = -(r * u).mean(axis=0)
dnll_ds = (r * (1 - u ** 2)).mean(axis=0)  #!! dnll_ds = (r * (1 - u ** 2)).sum(axis=0)
