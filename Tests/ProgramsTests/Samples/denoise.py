import numpy as np
import keras
from keras import layers, Model
from keras.datasets import mnist

(x_train, _), (x_test, _) = mnist.load_data()
x_train = x_train.astype("float32") / 255.0
x_test = x_test.astype("float32") / 255.0
x_train = np.expand_dims(x_train, -1)
x_test = np.expand_dims(x_test, -1)

image = layers.Input(shape=(28, 28, 1), name="image")
x = layers.Conv2D(32, 3, activation="relu", padding="same")(image)
x = layers.MaxPooling2D(2, padding="same")(x)
x = layers.Conv2D(16, 3, activation="relu", padding="same")(x)
code = layers.MaxPooling2D(2, padding="same", name="code")(x)
x = layers.Conv2DTranspose(16, 3, strides=2, activation="relu", padding="same")(code)
x = layers.Conv2DTranspose(32, 3, strides=2, activation="relu", padding="same")(x)
picture = layers.Conv2D(1, 3, activation="sigmoid", padding="same")(x)
autoencoder = Model(image, picture, name="autoencoder")
encoder = Model(image, code, name="encoder")
autoencoder.compile(optimizer="adam", loss="binary_crossentropy")
autoencoder.summary()
autoencoder.fit(x_train, x_train, epochs=5, batch_size=128, shuffle=True, validation_data=(x_test, x_test))
decoded = autoencoder.predict(x_test)
codes = encoder.predict(x_test)
