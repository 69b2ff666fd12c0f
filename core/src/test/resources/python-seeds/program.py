W: (m, n); x: (n,); y: (m,)
r = W @ x - y; s: float = 1.5
r @ r / 2
