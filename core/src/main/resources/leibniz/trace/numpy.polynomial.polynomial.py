# Polynomials by their coefficients, the constant first.


def polyval(x, c):
    y = 0 * x
    for k in range(len(c) - 1, -1, -1):
        y = y * x + c[k]
    return y


def polyder(c, m=1):
    for _ in range(m):
        c = np.stack([k * c[k] for k in range(1, len(c))])
    return c
