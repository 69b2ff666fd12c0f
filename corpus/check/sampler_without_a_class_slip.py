# expect: LBZ201 line 27
import random
import numpy as np

source = type('Source', (), {})()
source.draw = lambda: random.randint(0, 6)


def sigma(x):
    return 1 / (1 + np.exp(-x))


def pair_cost(c, target, U, source, many=3):
    chosen = [target]
    for _ in range(many):
        other = source.draw()
        while other == target:
            other = source.draw() + 1
        chosen.append(other)
    grad_U = np.zeros_like(U)
    cost = -np.log(sigma(U[target] @ c))
    grad_c = (sigma(U[target] @ c) - 1) * U[target]
    grad_U[target] += (sigma(U[target] @ c) - 1) * c
    for k in chosen[1:]:
        z = sigma(U[k] @ c)
        cost -= np.log(1 - z)
        grad_c += (z - 1) * U[k]
        grad_U[k] += z * c
    return cost, grad_c, grad_U


if __name__ == '__main__':
    random.seed(4)
    U = np.random.randn(8, 3)
    c = np.random.randn(3)
    cost, grad_c, grad_U = pair_cost(c, 2, U, source)
    print(cost, grad_c.shape, grad_U.shape)
