# expect: clean
# The r of a comment is by how much is reduced, that of the program how many are left.
import numpy as np


class Gate:
    def __init__(self, channels, reduction=2):
        r = channels // reduction
        self.down = np.random.normal(0, 0.5, (channels, r))
        self.up = np.random.normal(0, 0.5, (r, channels))

    def forward(self, s):
        self.s = s                                      # [N, C]
        self.hidden = np.maximum(s @ self.down, 0)      # [N, C/r]
        return 1 / (1 + np.exp(-(self.hidden @ self.up)))

    def backward(self, dgate, gate):
        dpre = dgate * gate * (1 - gate)
        self.d_up = self.hidden.T @ dpre
        dhidden = (dpre @ self.up.T) * (self.hidden > 0)
        self.d_down = self.s.T @ dhidden
        return dhidden @ self.down.T


block = Gate(6)
s = np.random.normal(size=(4, 6))
target = (s > 0).astype(float)
for step in range(20):
    gate = block.forward(s)
    loss = np.mean((gate - target) ** 2)
    block.backward(2 * (gate - target) / gate.size, gate)
    block.up -= 0.5 * block.d_up
    block.down -= 0.5 * block.d_down
