# expect: clean
import numpy as np
rng = np.random.default_rng(0)
n_steps = 80
def simulate(truth, n_steps):
    out = [truth]
    x = truth
    for _ in range(n_steps):
        x = 0.9 * x
        out.append(x)
    return np.array(out)
obs = simulate(0.9, n_steps) + 0.003 * rng.normal(size=81)
