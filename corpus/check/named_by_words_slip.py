# expect: LBZ201 line 10
# A thrower aims at a goal; of the same shape as the slope is the goal alone, and it is called so.
import numpy as np

M = np.array([[1.0, 0.2], [0.3, 0.9], [0.1, 0.4]])
throw = np.random.rand(2)
goal_point = np.random.rand(3)
off = goal_point - M @ throw
cost = np.sum(off**2)
dcost_dgoal = -2 * off
print(cost, dcost_dgoal)
