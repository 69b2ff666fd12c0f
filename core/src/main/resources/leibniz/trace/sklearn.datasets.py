# Data of the shapes that the loaders and makers of scikit-learn give. Of what is large there are a
# few samples here: how many says nothing of a gradient.


def bunch(samples, features, classes):
    class Bunch:
        pass

    loaded = Bunch()
    loaded.data = np.random.randn(samples, features)
    loaded.target = np.random.randint(0, classes, samples) if classes else np.random.randn(samples)
    return loaded


def loaded(samples, features, classes, return_X_y):
    both = sklearn.datasets.bunch(samples, features, classes)
    return (both.data, both.target) if return_X_y else both


def load_iris(return_X_y=False, as_frame=False):
    return sklearn.datasets.loaded(150, 4, 3, return_X_y)


def load_wine(return_X_y=False, as_frame=False):
    return sklearn.datasets.loaded(178, 13, 3, return_X_y)


def load_breast_cancer(return_X_y=False, as_frame=False):
    return sklearn.datasets.loaded(569, 30, 2, return_X_y)


def load_digits(n_class=10, return_X_y=False, as_frame=False):
    return sklearn.datasets.loaded(12, 64, n_class, return_X_y)


def load_diabetes(return_X_y=False, as_frame=False, scaled=True):
    return sklearn.datasets.loaded(442, 10, 0, return_X_y)


def load_boston(return_X_y=False):
    return sklearn.datasets.loaded(506, 13, 0, return_X_y)


def fetch_california_housing(return_X_y=False, as_frame=False):
    return sklearn.datasets.loaded(12, 8, 0, return_X_y)


def make_moons(n_samples=100, shuffle=True, noise=None, random_state=None):
    return np.random.randn(n_samples, 2), np.random.randint(0, 2, n_samples)


def make_circles(n_samples=100, shuffle=True, noise=None, random_state=None, factor=0.8):
    return np.random.randn(n_samples, 2), np.random.randint(0, 2, n_samples)


def make_blobs(
    n_samples=100,
    n_features=2,
    centers=3,
    cluster_std=1.0,
    center_box=None,
    shuffle=True,
    random_state=None,
):
    return np.random.randn(n_samples, n_features), np.random.randint(0, 3, n_samples)


def make_classification(
    n_samples=100,
    n_features=20,
    n_informative=2,
    n_redundant=2,
    n_repeated=0,
    n_classes=2,
    n_clusters_per_class=2,
    weights=None,
    flip_y=0.01,
    class_sep=1.0,
    hypercube=True,
    shift=0.0,
    scale=1.0,
    shuffle=True,
    random_state=None,
):
    return np.random.randn(n_samples, n_features), np.random.randint(0, n_classes, n_samples)


def make_regression(
    n_samples=100,
    n_features=100,
    n_informative=10,
    n_targets=1,
    bias=0.0,
    effective_rank=None,
    tail_strength=0.5,
    noise=0.0,
    shuffle=True,
    coef=False,
    random_state=None,
):
    X = np.random.randn(n_samples, n_features)
    y = np.random.randn(n_samples) if n_targets == 1 else np.random.randn(n_samples, n_targets)
    return (X, y, np.random.randn(n_features)) if coef else (X, y)
