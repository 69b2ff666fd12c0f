# expect: LBZ201
# Notebook export: linear regression from scratch
# %%
import numpy as np

np.random.seed(12)
area = np.random.uniform(0.5, 3.5, 100)
price = 1.7 * area + 0.4 + np.random.normal(0, 0.2, 100)

# %%
def computeCost(x, y, w, b):
    m = x.shape[0]
    return np.sum((w * x + b - y) ** 2) / (2 * m)


# %%
def computeGradient(x, y, w, b):
    m = x.shape[0]
    dj_dw = 0.0
    dj_db = 0.0
    for i in range(m):
        f_wb = w * x[i] + b
        dj_dw += (f_wb - y[i]) * w
        dj_db += f_wb - y[i]
    dj_dw = dj_dw / m
    dj_db = dj_db / m
    return dj_dw, dj_db


# %%
w, b = 0.0, 0.0
for it in range(500):
    dw, db = computeGradient(area, price, w, b)
    w, b = w - 0.1 * dw, b - 0.1 * db
print("w = %.3f  b = %.3f  cost = %.5f" % (w, b, computeCost(area, price, w, b)))
