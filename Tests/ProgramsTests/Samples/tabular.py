import os
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import pandas as pd
import matplotlib.pyplot as plt
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler
from tensorflow.keras.models import Sequential
from tensorflow.keras.layers import Dense, Dropout
from tensorflow.keras.optimizers import Adam
from tensorflow.keras.callbacks import EarlyStopping, ReduceLROnPlateau, ModelCheckpoint
from tensorflow.keras import regularizers

df = pd.read_csv("houses.csv")
print(df.head())
df = df.dropna()
X = df.drop(columns=["price", "id"])
y = df["price"]
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=42)
scaler = StandardScaler()
X_train = scaler.fit_transform(X_train)
X_test = scaler.transform(X_test)


def build_model(n_features, units=64):
    model = Sequential()
    model.add(Dense(units, input_shape=(n_features,), activation="relu", kernel_regularizer=regularizers.l2(0.001)))
    model.add(Dropout(0.2))
    model.add(Dense(units // 2, activation="relu"))
    model.add(Dense(1))
    model.compile(optimizer=Adam(learning_rate=0.01), loss="mse", metrics=["mae"])
    return model


if __name__ == "__main__":
    net = build_model(7)
    callbacks = [
        EarlyStopping(monitor="val_loss", patience=5, restore_best_weights=True),
        ReduceLROnPlateau(monitor="val_loss", factor=0.2, patience=3, min_lr=1e-5),
        ModelCheckpoint("best.keras", save_best_only=True),
    ]
    history = net.fit(X_train, y_train, epochs=50, batch_size=16, validation_split=0.2, callbacks=callbacks, verbose=0)
    loss, mae = net.evaluate(X_test, y_test)
    print("MAE: {:.2f}".format(mae))
    plt.plot(history.history["loss"], label="train")
    plt.plot(history.history["val_mae"])
    plt.legend()
    plt.show()
