# How far the painted part of a wall overlaps with the planned one, by how sure each tile is.
import numpy as np

soft = 0.5
lean = 0.7


def paint(v, T):
    return 1.0 / (1.0 + np.exp(-(T @ v)))


def tversky_loss(q, plan):
    hit = np.sum(q * plan)
    out = hit + lean * np.sum(q * (1 - plan)) + (1 - lean) * np.sum((1 - q) * plan)
    return 1 - (hit + soft) / (out + soft)


def tversky_dq(q, plan):
    hit = np.sum(q * plan)
    out = hit + lean * np.sum(q * (1 - plan)) + (1 - lean) * np.sum((1 - q) * plan)
    slope = plan + lean * (1 - plan) - (1 - lean) * plan
    return -(plan * (out + soft) - (hit + soft) * slope) / (out + soft) ** 2


def step(v, walls):
    loss = 0
    g = np.zeros_like(v)
    for T, plan in walls:
        q = paint(v, T)
        loss += tversky_loss(q, plan)
        g += T.T @ (tversky_dq(q, plan) * q * (1 - q))
    return loss / len(walls), g / len(walls)


rng = np.random.default_rng(2)
walls = [(rng.normal(size=(30, 4)), (rng.random(30) < 0.4).astype(float)) for _ in range(3)]
v = np.zeros(4)
for k in range(80):
    loss, g = step(v, walls)
    v -= 0.8 * g
