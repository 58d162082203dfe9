import numpy as np
from keras import layers, Model, Input
import keras

title = Input(shape=(40,), name="title")
body = Input(shape=(120,), name="body")

a = layers.Embedding(2000, 32)(title)
a = layers.LSTM(64)(a)
b = layers.Embedding(2000, 32)(body)
b = layers.LSTM(32)(b)

x = layers.concatenate([a, b])
h = layers.Dense(64, activation="relu")(x)
h2 = layers.Dense(64, activation="relu")(h)
h = layers.add([h, h2])
priority = layers.Dense(1, activation="sigmoid", name="priority")(h)

model = Model(inputs=[title, body], outputs=priority)
model.compile(optimizer=keras.optimizers.RMSprop(1e-3), loss=keras.losses.BinaryCrossentropy())
titles = np.random.randint(2000, size=(320, 40))
bodies = np.random.randint(2000, size=(320, 120))
y = np.random.randint(2, size=(320, 1))
model.fit({"title": titles, "body": bodies}, y, epochs=2, batch_size=32)
