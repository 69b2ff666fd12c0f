# Columns brought to one scale.


def StandardScaler(copy=True, with_mean=True, with_std=True):
    class Scaler:
        def fit(self, X, y=None):
            self.mean_ = np.mean(X, axis=0)
            self.scale_ = np.std(X, axis=0)
            return self

        def transform(self, X):
            return (X - self.mean_) / self.scale_

        def fit_transform(self, X, y=None):
            return self.fit(X).transform(X)

        def inverse_transform(self, X):
            return X * self.scale_ + self.mean_

    return Scaler()


def MinMaxScaler(feature_range=(0, 1), copy=True, clip=False):
    class Scaler:
        def fit(self, X, y=None):
            self.data_min_ = np.min(X, axis=0)
            self.data_range_ = np.max(X, axis=0) - self.data_min_
            return self

        def transform(self, X):
            low, high = feature_range
            return (X - self.data_min_) / self.data_range_ * (high - low) + low

        def fit_transform(self, X, y=None):
            return self.fit(X).transform(X)

    return Scaler()
