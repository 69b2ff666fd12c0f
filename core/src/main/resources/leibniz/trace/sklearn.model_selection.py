# How data is cut into parts.


def train_test_split(
    *arrays, test_size=0.25, train_size=None, random_state=None, shuffle=True, stratify=None
):
    n = len(arrays[0])
    m = test_size if isinstance(test_size, int) else int(np.ceil(test_size * n))
    parts = []
    for a in arrays:
        parts.append(a[: n - m])
        parts.append(a[n - m :])
    return parts
