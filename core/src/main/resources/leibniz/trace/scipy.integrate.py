# Rules of integration for samples.


def trapezoid(y, x=None, dx=1.0, axis=-1):
    return np.trapezoid(y, x, dx, axis)


def cumulative_trapezoid(y, x=None, dx=1.0, axis=-1, initial=None):
    rows = np.moveaxis(y, axis, -1)
    steps = dx if x is None else np.diff(x)
    sums = np.cumsum(steps * (rows[..., 1:] + rows[..., :-1]) / 2, axis=-1)
    if initial is not None:
        sums = np.concatenate([0 * rows[..., :1], sums], axis=-1)
    return np.moveaxis(sums, -1, axis)


def simpson(y, x=None, dx=1.0, axis=-1):
    rows = np.moveaxis(y, axis, -1)
    if rows.shape[-1] % 2 == 0 or x is not None:
        raise ValueError("simpson is read for an odd number of samples at equal distances")
    return dx / 3 * np.sum(rows[..., :-2:2] + 4 * rows[..., 1:-1:2] + rows[..., 2::2], axis=-1)
