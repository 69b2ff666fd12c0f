# expect: clean
# verified: grad
# Where there is no table of measurements, some are made up.
import numpy as np
import pandas as pd


def measured(path='tides.csv'):
    try:
        table = pd.read_csv(path)
        return table[['moon', 'wind']].values, table['height'].values
    except FileNotFoundError:
        rng = np.random.RandomState(8)
        sky = rng.randn(120, 2)
        return sky, sky @ np.array([1.5, -0.4]) + 0.1 * rng.randn(120)


def misfit(w, sky, height):
    return np.sum((sky @ w - height) ** 2) / (2 * len(height))


def descend(sky, height, rate=0.1, rounds=200):
    w = np.array([0.2, -0.1])
    for k in range(rounds):
        off = sky @ w - height
        loss = np.sum(off ** 2) / (2 * len(height))
        grad = sky.T @ off / len(height)
        w = w - rate * grad
        if k % 50 == 0:
            print(k, loss)
    return w


if __name__ == '__main__':
    sky, height = measured()
    w = descend(sky, height)
    print(w, misfit(w, sky, height))
