# expect: LBZ201 line 14
import numpy as np

# water above the rim of a tank is paid for by its square


def spill(valves, inflow, rim, price):
    over = np.maximum(0, inflow @ valves - rim)
    return price * np.sum(over ** 2) + 0.5 * valves @ valves


def spill_grad(valves, inflow, rim, price):
    over = np.maximum(0, inflow @ valves - rim)
    g = 2 * price * inflow.T @ (over > 0)
    g += valves
    return g


np.random.seed(0)
inflow = np.random.rand(30, 5)
rim = np.random.rand(30)
valves = np.ones(5)
for step in range(50):
    valves = valves - 0.01 * spill_grad(valves, inflow, rim, 0.3)
print(spill(valves, inflow, rim, 0.3))
