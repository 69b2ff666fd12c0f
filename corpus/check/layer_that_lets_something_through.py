# expect: clean
# verified: dlogs, g['Vs'], g['Vo']
"""A code of two noisy numbers for patterns; its decoder has rectifiers, which may all be shut."""
import numpy as np


class Code:
    def __init__(self, n, k, seed=3):
        rs = np.random.RandomState(seed)
        self.w = {
            'Vi': rs.randn(n, k) * 0.3, 'ci': np.zeros(k),
            'Vm': rs.randn(k, 2) * 0.3, 'Vs': rs.randn(k, 2) * 0.3,
            'Vd': rs.randn(2, k) * 0.5, 'cd': np.zeros(k),
            'Vo': rs.randn(k, n) * 0.3, 'co': np.zeros(n),
        }

    def forward(self, x, noise):
        w = self.w
        a = np.tanh(x @ w['Vi'] + w['ci'])
        m = a @ w['Vm']
        logs = a @ w['Vs']
        s = np.exp(0.5 * logs)
        z = m + s * noise
        d = np.maximum(0, z @ w['Vd'] + w['cd'])
        y = 1 / (1 + np.exp(-(d @ w['Vo'] + w['co'])))
        fit = -np.sum(x * np.log(y) + (1 - x) * np.log(1 - y))
        far = -0.5 * np.sum(1 + logs - m ** 2 - np.exp(logs))
        self.kept = (x, noise, a, m, logs, s, z, d, y)
        return (fit + far) / len(x)

    def backward(self):
        w, g = self.w, {}
        x, noise, a, m, logs, s, z, d, y = self.kept
        n = len(x)
        dy = (y - x) / n
        g['Vo'], g['co'] = d.T @ dy, dy.sum(0)
        dd = (dy @ w['Vo'].T) * (d > 0)
        g['Vd'], g['cd'] = z.T @ dd, dd.sum(0)
        dz = dd @ w['Vd'].T
        dm = dz + m / n
        dlogs = dz * noise * 0.5 * s + 0.5 * (np.exp(logs) - 1) / n
        g['Vm'], g['Vs'] = a.T @ dm, a.T @ dlogs
        da = (dm @ w['Vm'].T + dlogs @ w['Vs'].T) * (1 - a ** 2)
        g['Vi'], g['ci'] = x.T @ da, da.sum(0)
        return g


if __name__ == '__main__':
    rs = np.random.RandomState(6)
    stripes = np.kron(np.eye(5), np.ones((1, 4)))
    X = np.clip(stripes[rs.randint(5, size=300)] + stripes[rs.randint(5, size=300)], 0, 1)
    code = Code(20, 18)
    for t in range(200):
        batch = X[rs.randint(len(X), size=48)]
        loss = code.forward(batch, rs.randn(48, 2))
        g = code.backward()
        for name in code.w:
            code.w[name] -= 0.05 * g[name]
