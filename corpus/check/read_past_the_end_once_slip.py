# expect: LBZ106 line 10
# One index too many in each of many rounds is told once.
import numpy as np

rng = np.random.default_rng(0)
x = rng.normal(size=(6, 2))                        # (6, 2)
w = np.zeros(2)
for step in range(5):
    for t in range(9):
        r = x[t].dot(w) - 1.0
        w -= 0.1 * r * x[t]
print(w)
