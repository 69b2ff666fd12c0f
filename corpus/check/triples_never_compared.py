# expect: clean
import numpy as np


def far_and_near(query, same, other, room=0.5):
    """mean over the rows of max(0, |q - s|^2 - |q - o|^2 + room)"""
    near = query - same
    far = query - other
    gap = np.sum(near ** 2, axis=1) - np.sum(far ** 2, axis=1) + room
    loss = np.mean(np.maximum(gap, 0))
    on = (gap > 0).astype(float)[:, None] / len(query)
    d_query = 2 * (near - far) * on
    d_same = -2 * near * on
    d_other = 2 * far * on
    return loss, d_query, d_same, d_other
