# verified: dflow, dK
# At the pressures of a dry year no well is open: nothing is measured, and no step is made.
import numpy as np


def misfit(depth, rates, open_, K):
    flow = depth @ K
    err = np.sum(open_ * (flow - rates) ** 2)
    dflow = 2 * open_ * (flow - rates)
    dK = depth.T @ dflow
    return err, dK


rng = np.random.default_rng(2)
depth = rng.normal(size=(9, 4))
rates = rng.normal(size=(9, 3))
open_ = (np.abs(rates) > 50).astype(float)
K = rng.normal(size=(4, 3))
for _ in range(5):
    err, dK = misfit(depth, rates, open_, K)
    K -= 0.1 * dK
print(err)
