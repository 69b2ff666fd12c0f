# Functions of NumPy that are made of others.


def heaviside(x1, x2):
    return np.where(x1 > 0, 1, np.where(x1 < 0, 0, x2))


def logaddexp2(x1, x2):
    return np.logaddexp(x1 * np.log(2), x2 * np.log(2)) / np.log(2)


def sinc(x):
    y = np.pi * np.where(x == 0, 1e-20, x)
    return np.sin(y) / y


def deg2rad(x):
    return x * np.pi / 180


def radians(x):
    return x * np.pi / 180


def rad2deg(x):
    return x * 180 / np.pi


def degrees(x):
    return x * 180 / np.pi


def copysign(x1, x2):
    return np.abs(x1) * np.where(x2 < 0, -1, 1)


def fmod(x1, x2):
    return x1 - x2 * np.trunc(x1 / x2)


def mod(x1, x2):
    return x1 - x2 * np.floor(x1 / x2)


def remainder(x1, x2):
    return x1 - x2 * np.floor(x1 / x2)


def floor_divide(x1, x2):
    return np.floor(x1 / x2)


def real(val):
    return val


def isinf(x):
    return np.abs(x) == np.inf


def nan_to_num(x):
    return x


def trapezoid(y, x=None, dx=1.0, axis=-1):
    rows = np.moveaxis(y, axis, -1)
    pairs = (rows[..., 1:] + rows[..., :-1]) / 2
    if x is None:
        return dx * np.sum(pairs, axis=-1)
    steps = np.diff(x) if np.ndim(x) == 1 else np.moveaxis(np.diff(x, axis=axis), axis, -1)
    return np.sum(steps * pairs, axis=-1)


def trapz(y, x=None, dx=1.0, axis=-1):
    return np.trapezoid(y, x, dx, axis)


def gradient(f, *varargs, axis=None, edge_order=1):
    if np.ndim(f) == 1 or axis is not None and np.ndim(axis) == 0:
        along = 0 if axis is None else axis
        rows = np.moveaxis(f, along, -1)
        step = varargs[0] if len(varargs) > 0 else 1
        if np.ndim(step) == 0:
            inner = (rows[..., 2:] - rows[..., :-2]) / (2 * step)
            first = (rows[..., 1:2] - rows[..., :1]) / step
            last = (rows[..., -1:] - rows[..., -2:-1]) / step
        else:
            d = np.diff(step)
            a = d[:-1]
            b = d[1:]
            inner = (
                -b / (a * (a + b)) * rows[..., :-2]
                + (b - a) / (a * b) * rows[..., 1:-1]
                + a / (b * (a + b)) * rows[..., 2:]
            )
            first = (rows[..., 1:2] - rows[..., :1]) / d[:1]
            last = (rows[..., -1:] - rows[..., -2:-1]) / d[-1:]
        return np.moveaxis(np.concatenate([first, inner, last], axis=-1), -1, along)
    axes = range(np.ndim(f)) if axis is None else axis
    steps = varargs if len(varargs) > 1 else [1 if len(varargs) == 0 else varargs[0]] * len(axes)
    return [np.gradient(f, steps[k], axis=axes[k]) for k in range(len(axes))]


def cross(a, b, axis=-1):
    u = np.moveaxis(a, axis, -1)
    v = np.moveaxis(b, axis, -1)
    c = np.stack(
        [
            u[..., 1] * v[..., 2] - u[..., 2] * v[..., 1],
            u[..., 2] * v[..., 0] - u[..., 0] * v[..., 2],
            u[..., 0] * v[..., 1] - u[..., 1] * v[..., 0],
        ],
        axis=-1,
    )
    return np.moveaxis(c, -1, axis)


def polyval(p, x):
    y = 0 * x
    for c in p:
        y = y * x + c
    return y


def vander(x, N=None, increasing=False):
    n = len(x) if N is None else N
    powers = range(n) if increasing else range(n - 1, -1, -1)
    return np.stack([x**k for k in powers], axis=-1)


def tile(A, reps):
    each = (reps,) if np.ndim(reps) == 0 else reps
    rank = max(np.ndim(A), len(each))
    x = np.reshape(A, (1,) * (rank - np.ndim(A)) + np.shape(A))
    times = (1,) * (rank - len(each)) + tuple(each)
    for axis in range(rank):
        rows = np.expand_dims(x, axis)
        wide = np.broadcast_to(rows, rows.shape[:axis] + (times[axis],) + rows.shape[axis + 1 :])
        x = np.reshape(wide, x.shape[:axis] + (times[axis] * x.shape[axis],) + x.shape[axis + 1 :])
    return x


def fliplr(m):
    return np.flip(m, 1)


def flipud(m):
    return np.flip(m, 0)


def rot90(m, k=1, axes=(0, 1)):
    for _ in range(k % 4):
        m = np.flip(np.swapaxes(m, axes[0], axes[1]), axes[0])
    return m


def rollaxis(a, axis, start=0):
    return np.moveaxis(a, axis, start if axis >= start else start - 1)


def dstack(tup):
    return np.concatenate([np.atleast_3d(a) for a in tup], axis=2)


def atleast_3d(a):
    if np.ndim(a) == 0:
        return np.reshape(a, (1, 1, 1))
    if np.ndim(a) == 1:
        return a[None, :, None]
    return a[:, :, None] if np.ndim(a) == 2 else a


def dsplit(ary, indices_or_sections):
    return np.split(ary, indices_or_sections, axis=2)


def broadcast_arrays(*args):
    zero = sum([0 * a for a in args])
    return [a + zero for a in args]


def meshgrid(*xi, indexing="xy"):
    n = len(xi)
    arrays = [
        np.reshape(xi[k], (1,) * k + np.shape(xi[k]) + (1,) * (n - 1 - k)) for k in range(n)
    ]
    grids = np.broadcast_arrays(*arrays)
    if indexing == "xy" and n > 1:
        grids = [np.swapaxes(g, 0, 1) for g in grids]
    return grids


def apply_along_axis(func1d, axis, arr, *args):
    def each(rows):
        if np.ndim(rows) == 1:
            return func1d(rows, *args)
        return np.stack([each(row) for row in rows])

    made = each(np.moveaxis(arr, axis, -1))
    return np.moveaxis(made, -1, axis) if np.ndim(made) == np.ndim(arr) else made


def select(condlist, choicelist, default=0):
    y = default
    for k in range(len(condlist) - 1, -1, -1):
        y = np.where(condlist[k], choicelist[k], y)
    return y


def piecewise(x, condlist, funclist):
    y = 0 * x
    if len(funclist) > len(condlist):
        y = funclist[-1](x) if callable(funclist[-1]) else funclist[-1]
    for k in range(len(condlist)):
        y = np.where(condlist[k], funclist[k](x) if callable(funclist[k]) else funclist[k], y)
    return y


def average(a, axis=None, weights=None, keepdims=False):
    if weights is None:
        return np.mean(a, axis=axis, keepdims=keepdims)
    w = weights
    if axis is not None and np.ndim(w) == 1 and np.ndim(a) > 1:
        w = np.moveaxis(np.reshape(w, (1,) * (np.ndim(a) - 1) + np.shape(w)), -1, axis)
    total = np.sum(w + 0 * a, axis=axis, keepdims=keepdims)
    return np.sum(a * w, axis=axis, keepdims=keepdims) / total


def cov(m, y=None, rowvar=True, bias=False, ddof=None):
    x = np.atleast_2d(m)
    if not rowvar and np.ndim(m) > 1:
        x = x.T
    if y is not None:
        more = np.atleast_2d(y)
        x = np.concatenate([x, more if rowvar or np.ndim(y) == 1 else more.T], axis=0)
    less = (0 if bias else 1) if ddof is None else ddof
    d = x - np.mean(x, axis=1, keepdims=True)
    return np.squeeze(d @ d.T / (x.shape[1] - less))


def corrcoef(x, y=None, rowvar=True):
    a = np.atleast_2d(x)
    if not rowvar and np.ndim(x) > 1:
        a = a.T
    if y is not None:
        more = np.atleast_2d(y)
        a = np.concatenate([a, more if rowvar or np.ndim(y) == 1 else more.T], axis=0)
    d = a - np.mean(a, axis=1, keepdims=True)
    u = d / np.sqrt(np.sum(d**2, axis=1, keepdims=True))
    return np.squeeze(u @ u.T)


def convolve(a, v, mode="full"):
    n = len(a)
    m = len(v)
    turned = v[::-1]
    if mode == "valid":
        return np.lib.stride_tricks.sliding_window_view(a, m) @ turned
    y = np.lib.stride_tricks.sliding_window_view(np.pad(a, m - 1), m) @ turned
    if mode == "same":
        np.lib.stride_tricks.sliding_window_view(a, m)  # which says that v is the shorter one
        return y[(m - 1) // 2 : (m - 1) // 2 + n]
    return y


def correlate(a, v, mode="valid"):
    if mode == "valid":
        return np.lib.stride_tricks.sliding_window_view(a, len(v)) @ v
    return np.convolve(a, v[::-1], mode)


def insert(arr, obj, values, axis=None):
    along = 0 if axis is None else axis
    flat = np.ravel(arr) if axis is None else np.moveaxis(arr, along, 0)
    at = obj if obj >= 0 else obj + len(flat)
    more = np.broadcast_to(values, flat.shape[1:])[None] if np.ndim(values) < np.ndim(flat) else values
    parts = [more, flat] if at == 0 else [flat[:at], more, flat[at:]]
    return np.moveaxis(np.concatenate(parts, axis=0), 0, along)


def delete(arr, obj, axis=None):
    along = 0 if axis is None else axis
    rows = np.ravel(arr) if axis is None else np.moveaxis(arr, along, 0)
    if np.ndim(obj) == 0:
        at = obj if obj >= 0 else obj + len(rows)
        kept = [rows[1:]] if at == 0 else [rows[:-1]] if obj == -1 else [rows[:at], rows[at + 1 :]]
    else:
        gone = [k if k >= 0 else k + len(rows) for k in obj]
        kept = [rows[k : k + 1] for k in range(len(rows)) if k not in gone]
    return np.moveaxis(np.concatenate(kept, axis=0), 0, along)


def ediff1d(ary):
    return np.diff(np.ravel(ary))


def vecdot(x1, x2, axis=-1):
    return np.sum(x1 * x2, axis=axis)


def matvec(x1, x2):
    return np.einsum("...ij,...j->...i", x1, x2)


def vecmat(x1, x2):
    return np.einsum("...i,...ij->...j", x1, x2)


def triu_indices(n, k=0, m=None):
    columns = range(n if m is None else m)
    places = [(i, j) for i in range(n) for j in columns if j - i >= k]
    return np.array([i for i, _ in places]), np.array([j for _, j in places])


def tril_indices(n, k=0, m=None):
    columns = range(n if m is None else m)
    places = [(i, j) for i in range(n) for j in columns if j - i <= k]
    return np.array([i for i, _ in places]), np.array([j for _, j in places])


def triu_indices_from(arr, k=0):
    return np.triu_indices(arr.shape[0], k, arr.shape[1])


def tril_indices_from(arr, k=0):
    return np.tril_indices(arr.shape[0], k, arr.shape[1])


def diag_indices_from(arr):
    return np.diag_indices(arr.shape[0], arr.ndim)


def interp(x, xp, fp, left=None, right=None):
    knots = np.asarray(xp)
    values = np.asarray(fp)
    slopes = np.diff(values) / np.diff(knots)
    reached = np.minimum(np.maximum(np.expand_dims(x, -1), knots[:-1]), knots[1:])
    y = values[0] + np.sum(slopes * (reached - knots[:-1]), axis=-1)
    if left is not None:
        y = np.where(x < knots[0], left, y)
    return y if right is None else np.where(x > knots[-1], right, y)


def nansum(a, axis=None, keepdims=False):
    return np.sum(a, axis=axis, keepdims=keepdims)


def nanmean(a, axis=None, keepdims=False):
    return np.mean(a, axis=axis, keepdims=keepdims)


def nanvar(a, axis=None, ddof=0, keepdims=False):
    return np.var(a, axis=axis, ddof=ddof, keepdims=keepdims)


def nanstd(a, axis=None, ddof=0, keepdims=False):
    return np.std(a, axis=axis, ddof=ddof, keepdims=keepdims)


def nanmax(a, axis=None, keepdims=False):
    return np.max(a, axis=axis, keepdims=keepdims)


def nanmin(a, axis=None, keepdims=False):
    return np.min(a, axis=axis, keepdims=keepdims)


def nanprod(a, axis=None, keepdims=False):
    return np.prod(a, axis=axis, keepdims=keepdims)


def cumulative_sum(x, axis=None):
    return np.cumsum(x, axis=axis)


def cumulative_prod(x, axis=None):
    return np.cumprod(x, axis=axis)


def unstack(x, axis=0):
    rows = np.moveaxis(x, axis, 0)
    return tuple([rows[k] for k in range(rows.shape[0])])


def divmod(x1, x2):
    whole = np.floor(x1 / x2)
    return whole, x1 - x2 * whole


def modf(x):
    whole = np.trunc(x)
    return x - whole, whole


def imag(val):
    return 0 * val


def conj(x):
    return x


def conjugate(x):
    return x


def count_nonzero(a, axis=None, keepdims=False):
    return np.sum(np.where(a != 0, 1, 0), axis=axis, keepdims=keepdims)


def logspace(start, stop, num=50, endpoint=True, base=10.0):
    return base ** np.linspace(start, stop, num, endpoint)


def geomspace(start, stop, num=50, endpoint=True):
    return start * (stop / start) ** np.linspace(0, 1, num, endpoint)


def searchsorted(a, v, side="left"):
    before = np.expand_dims(v, -1)
    edges = np.asarray(a)
    return np.sum(before >= edges if side == "right" else before > edges, axis=-1)


def digitize(x, bins, right=False):
    return np.searchsorted(bins, x, side="left" if right else "right")


def hanning(M):
    return 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(M) / (M - 1))


def hamming(M):
    return 0.54 - 0.46 * np.cos(2 * np.pi * np.arange(M) / (M - 1))


def blackman(M):
    t = 2 * np.pi * np.arange(M) / (M - 1)
    return 0.42 - 0.5 * np.cos(t) + 0.08 * np.cos(2 * t)


def bartlett(M):
    return 1 - np.abs(2 * np.arange(M) / (M - 1) - 1)
