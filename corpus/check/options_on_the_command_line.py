# verified: dr, dh
# What a run is told on its command line, and nobody says, is what each option is by default.
import argparse

import numpy as np


def options():
    parser = argparse.ArgumentParser(description="two layers on made up readings")
    parser.add_argument("--width", type=int, default=6)
    parser.add_argument("--step-size", type=float, default="0.2")
    parser.add_argument("--decay", "-d", type=float, default=1e-3)
    parser.add_argument("--quiet", action="store_true")
    parser.add_argument("--seed", type=int)
    return parser.parse_args()


def start(rng, d, width):
    return {"A": 0.3 * rng.normal(size=(d, width)), "v": 0.3 * rng.normal(size=width)}


def loss_and_gradients(params, X, y, decay):
    h = np.tanh(X @ params["A"])
    r = h @ params["v"] - y
    loss = 0.5 * np.mean(r**2) + 0.5 * decay * np.sum(params["A"] ** 2)
    dr = r / len(y)
    dh = np.outer(dr, params["v"]) * (1 - h**2)
    return loss, {"A": X.T @ dh + decay * params["A"], "v": h.T @ dr}


if __name__ == "__main__":
    args = options()
    rng = np.random.default_rng(args.seed)
    X = rng.normal(size=(20, 3))
    y = np.sin(X.sum(axis=1))
    params = start(rng, 3, args.width)
    for k in range(100):
        loss, grads = loss_and_gradients(params, X, y, args.decay)
        for name in params:
            params[name] -= args.step_size * grads[name]
        if not args.quiet and k % 20 == 0:
            print(k, loss)
