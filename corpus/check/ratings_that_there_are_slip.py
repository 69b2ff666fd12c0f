# expect: LBZ201 line 22
import numpy as np

rng = np.random.RandomState(3)
people, films, k = 9, 7, 3
R = rng.rand(people, 2) @ rng.rand(2, films)
known = rng.rand(people, films) < 0.5
rows, columns = np.where(known)
A = 0.1 * rng.randn(people, k)
B = 0.1 * rng.randn(films, k)
shift = np.zeros(people)
decay = 0.02


def error(r, a, b, s):
    return 0.5 * (r - s - a @ b) ** 2 + 0.5 * decay * (a @ a + b @ b)


def error_grad(r, a, b, s):
    rest = r - s - a @ b
    ga = decay * a - rest * b
    gb = decay * b - rest * b
    gs = -rest
    return ga, gb, gs


for epoch in range(3):
    total = 0
    for i, j in zip(rows, columns):
        total += error(R[i, j], A[i], B[j], shift[i])
        ga, gb, gs = error_grad(R[i, j], A[i], B[j], shift[i])
        A[i] -= 0.1 * ga
        B[j] -= 0.1 * gb
        shift[i] -= 0.1 * gs
    print(epoch, total)
