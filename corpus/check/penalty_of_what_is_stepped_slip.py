# expect: LBZ201 line 32
# How well students do at tasks, one mark after the other; each parameter is drawn back to 0.
import numpy as np


class Marks:
    def __init__(self, table, size=3, rate=0.02, pull=0.1):
        self.table = table
        self.rate = rate
        self.pull = pull
        students, tasks = table.shape
        rng = np.random.default_rng(1)
        self.U = rng.normal(scale=0.3, size=(students, size))
        self.Q = rng.normal(scale=0.3, size=(tasks, size))
        self.skill = np.zeros(students)
        self.hard = np.zeros(tasks)
        self.mean = table[table > 0].mean()
        self.known = [
            (s, t, table[s, t]) for s in range(students) for t in range(tasks) if table[s, t] > 0
        ]

    def guess(self, s, t):
        return self.mean + self.skill[s] + self.hard[t] + self.U[s] @ self.Q[t]

    def once(self):
        for s, t, mark in self.known:
            err = mark - self.guess(s, t)
            u = self.U[s].copy()
            self.skill[s] += self.rate * (err - self.pull * self.skill[s])
            self.hard[t] += self.rate * (err - self.pull * self.hard[t])
            self.U[s] += self.rate * (err * self.Q[t] - self.pull * self.U[s])
            self.Q[t] += self.rate * (err * u - self.pull * u)


table = np.array([
    [7, 0, 5, 2],
    [3, 4, 0, 1],
    [0, 9, 8, 6],
    [4, 0, 3, 0],
    [6, 7, 0, 5],
])
marks = Marks(table)
for _ in range(40):
    marks.once()
print(np.round(marks.U @ marks.Q.T, 2))
