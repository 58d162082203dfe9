"""Who survives: a table of passengers, words and gaps included."""
import numpy as np
import pandas as pd
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler
from tensorflow import keras
from tensorflow.keras import layers

passengers = pd.read_csv("titanic.csv")
print(passengers.isnull().sum())

passengers = passengers.drop(["name", "ticket", "cabin"], axis=1)
passengers["age"] = passengers["age"].fillna(passengers["age"].median())
passengers["embarked"] = passengers["embarked"].fillna("S")
passengers["sex"] = passengers["sex"].map({"male": 0, "female": 1})
passengers = pd.get_dummies(passengers, columns=["embarked"])

features = passengers.drop("survived", axis=1)
labels = passengers["survived"]
x_train, x_test, y_train, y_test = train_test_split(
    features.values, labels.values, test_size=0.2, random_state=1
)

scaler = StandardScaler()
x_train = scaler.fit_transform(x_train)
x_test = scaler.transform(x_test)

classifier = keras.Sequential(name="survival")
classifier.add(layers.Input(shape=(9,)))
classifier.add(layers.Dense(24, kernel_initializer="he_normal"))
classifier.add(layers.PReLU())
classifier.add(layers.Dropout(0.3))
classifier.add(layers.Dense(12, activation="relu"))
classifier.add(layers.Dense(1, activation="sigmoid"))
classifier.compile(
    optimizer=keras.optimizers.Adam(1e-3),
    loss=keras.losses.BinaryCrossentropy(),
    metrics=["accuracy", keras.metrics.AUC(name="auc")],
)
classifier.summary()
early = keras.callbacks.EarlyStopping(patience=10, restore_best_weights=True)
log = classifier.fit(x_train, y_train, validation_split=0.15, epochs=60, batch_size=16, callbacks=[early], verbose=2)
result = classifier.evaluate(x_test, y_test, verbose=0)
print(f"accuracy {result[1]:.3f}")
probabilities = classifier.predict(x_test)
survivors = (probabilities > 0.5).astype(int)
