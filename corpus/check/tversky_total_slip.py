# expect: LBZ201 line 25
# A smoothed overlap of predicted and true masks, added up over a list of pictures.
import numpy as np

smooth = 1.0


def predict(w, F):
    return 1 / (1 + np.exp(-(F @ w)))


def overlap_slope(p, m):
    inter = np.sum(p * m)
    size = np.sum(p) + np.sum(m) + smooth
    return -(2 * m * size - (2 * inter + smooth)) / size ** 2


def total(w, pictures):
    value = 0
    g = np.zeros_like(w)
    for F, m in pictures:
        p = predict(w, F)
        value += 1 - (2 * np.sum(p * m) + smooth) / (np.sum(p) + np.sum(m) + smooth)
        g += F.T @ (overlap_slope(p, m) * p)
    return value / len(pictures), g / len(pictures)


rng = np.random.default_rng(0)
pictures = [(rng.normal(size=(30, 3)), (rng.random(30) > 0.5).astype(float)) for _ in range(4)]
w = np.zeros(3)
for step in range(100):
    L, g = total(w, pictures)
    w -= 0.5 * g
print(L)
